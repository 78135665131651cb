-- How many posts were made on each day of the week, Sunday being 1?
-- version 1
SELECT
  weekday,
  SUM(post_count) AS post_count
FROM weekday
GROUP BY weekday

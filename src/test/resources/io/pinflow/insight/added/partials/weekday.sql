-- How many posts were made on each day of the week, Sunday being 1?
-- version 1
SELECT
  window_time AS counted_at,
  DAYOFWEEK(CAST(`timestamp` AS DATE)) AS weekday,
  COUNT(*) AS post_count
FROM windowed_posts
WHERE `timestamp` IS NOT NULL
GROUP BY window_start, window_end, window_time, DAYOFWEEK(CAST(`timestamp` AS DATE))

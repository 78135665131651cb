-- How many posts of each age group has each category?
-- version 1
SELECT
  window_time AS counted_at,
  age_group,
  category,
  COUNT(*) AS category_count
FROM windowed_posts
WHERE age_group IS NOT NULL
  AND category IS NOT NULL
GROUP BY window_start, window_end, window_time, age_group, category

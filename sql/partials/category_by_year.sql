-- How many posts of each year, 2018 to 2022, has each category?
-- version 1
SELECT
  window_time AS counted_at,
  post_year,
  category,
  COUNT(*) AS category_count
FROM windowed_posts
WHERE post_year BETWEEN 2018 AND 2022
  AND category IS NOT NULL
GROUP BY window_start, window_end, window_time, post_year, category

-- How many posts has each category in each country?
-- version 1
SELECT
  window_time AS counted_at,
  country,
  category,
  COUNT(*) AS category_count
FROM windowed_posts
WHERE country IS NOT NULL
  AND category IS NOT NULL
GROUP BY window_start, window_end, window_time, country, category

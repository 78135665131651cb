-- How many posts has each country in each window?
-- version 1
SELECT
  window_start,
  window_end,
  country,
  SUM(category_count) AS post_count
FROM windowed_category_by_country
GROUP BY window_start, window_end, country

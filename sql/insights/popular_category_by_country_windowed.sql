-- Which categories have the most posts in each country in each window?
-- version 1
SELECT
  c.window_start,
  c.window_end,
  c.country,
  c.category,
  c.category_count
FROM windowed_category_by_country AS c
JOIN (
  SELECT
    window_start,
    window_end,
    country,
    MAX(category_count) AS category_count
  FROM windowed_category_by_country
  GROUP BY window_start, window_end, country
) AS top
  ON c.window_start = top.window_start
  AND c.window_end = top.window_end
  AND c.country = top.country
  AND c.category_count = top.category_count

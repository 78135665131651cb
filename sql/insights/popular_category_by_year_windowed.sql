-- Which categories have the most posts of each year in each window?
-- version 1
SELECT
  c.window_start,
  c.window_end,
  c.post_year,
  c.category,
  c.category_count
FROM windowed_category_by_year AS c
JOIN (
  SELECT
    window_start,
    window_end,
    post_year,
    MAX(category_count) AS category_count
  FROM windowed_category_by_year
  GROUP BY window_start, window_end, post_year
) AS top
  ON c.window_start = top.window_start
  AND c.window_end = top.window_end
  AND c.post_year = top.post_year
  AND c.category_count = top.category_count

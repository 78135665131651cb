-- Which categories have the most posts of each age group in each window?
-- version 1
SELECT
  c.window_start,
  c.window_end,
  c.age_group,
  c.category,
  c.category_count
FROM windowed_category_by_age_group AS c
JOIN (
  SELECT
    window_start,
    window_end,
    age_group,
    MAX(category_count) AS category_count
  FROM windowed_category_by_age_group
  GROUP BY window_start, window_end, age_group
) AS top
  ON c.window_start = top.window_start
  AND c.window_end = top.window_end
  AND c.age_group = top.age_group
  AND c.category_count = top.category_count

-- Which categories have the most posts of each age group in each window?
-- version 1
SELECT
  window_start,
  window_end,
  age_group,
  category,
  category_count
FROM (
  SELECT
    window_start,
    window_end,
    age_group,
    MOST(category_count, category) AS most
  FROM windowed_category_by_age_group
  GROUP BY window_start, window_end, age_group
)
CROSS JOIN UNNEST(most) AS m (category_count, category)

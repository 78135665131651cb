-- Which categories have the most posts of each year in each window?
-- version 1
SELECT
  window_start,
  window_end,
  post_year,
  category,
  category_count
FROM (
  SELECT
    window_start,
    window_end,
    post_year,
    MOST(category_count, category) AS most
  FROM windowed_category_by_year
  GROUP BY window_start, window_end, post_year
)
CROSS JOIN UNNEST(most) AS m (category_count, category)

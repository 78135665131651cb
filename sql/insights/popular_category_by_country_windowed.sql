-- Which categories have the most posts in each country in each window?
-- version 1
SELECT
  window_start,
  window_end,
  country,
  category,
  category_count
FROM (
  SELECT
    window_start,
    window_end,
    country,
    MOST(category_count, category) AS most
  FROM windowed_category_by_country
  GROUP BY window_start, window_end, country
)
CROSS JOIN UNNEST(most) AS m (category_count, category)

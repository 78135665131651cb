-- Which categories have the most posts of each year?
-- version 1
SELECT
  post_year,
  category,
  category_count
FROM (
  SELECT
    post_year,
    MOST(category_count, category) AS most
  FROM category_by_year
  GROUP BY post_year
)
CROSS JOIN UNNEST(most) AS m (category_count, category)

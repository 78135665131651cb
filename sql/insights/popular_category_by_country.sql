-- Which categories have the most posts in each country?
-- version 1
SELECT
  country,
  category,
  category_count
FROM (
  SELECT
    country,
    MOST(category_count, category) AS most
  FROM category_by_country
  GROUP BY country
)
CROSS JOIN UNNEST(most) AS m (category_count, category)

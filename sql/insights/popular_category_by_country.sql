-- Which categories have the most posts in each country?
-- version 1
WITH counts AS (
  SELECT
    country,
    category,
    SUM(category_count) AS category_count
  FROM category_by_country
  GROUP BY country, category
)
SELECT
  c.country,
  c.category,
  c.category_count
FROM counts AS c
JOIN (
  SELECT
    country,
    MAX(category_count) AS category_count
  FROM counts
  GROUP BY country
) AS top
  ON c.country = top.country
  AND c.category_count = top.category_count

-- Which categories have the most posts of each year?
-- version 1
WITH counts AS (
  SELECT
    post_year,
    category,
    SUM(category_count) AS category_count
  FROM category_by_year
  GROUP BY post_year, category
)
SELECT
  c.post_year,
  c.category,
  c.category_count
FROM counts AS c
JOIN (
  SELECT
    post_year,
    MAX(category_count) AS category_count
  FROM counts
  GROUP BY post_year
) AS top
  ON c.post_year = top.post_year
  AND c.category_count = top.category_count

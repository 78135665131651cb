-- Which categories have the most posts of each age group?
-- version 1
WITH counts AS (
  SELECT
    age_group,
    category,
    SUM(category_count) AS category_count
  FROM category_by_age_group
  GROUP BY age_group, category
)
SELECT
  c.age_group,
  c.category,
  c.category_count
FROM counts AS c
JOIN (
  SELECT
    age_group,
    MAX(category_count) AS category_count
  FROM counts
  GROUP BY age_group
) AS top
  ON c.age_group = top.age_group
  AND c.category_count = top.category_count

-- Which categories have the most posts of each age group?
-- version 1
SELECT
  age_group,
  category,
  category_count
FROM (
  SELECT
    age_group,
    MOST(category_count, category) AS most
  FROM category_by_age_group
  GROUP BY age_group
)
CROSS JOIN UNNEST(most) AS m (category_count, category)

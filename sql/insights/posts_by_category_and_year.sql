-- How many posts of each year has each category?
-- version 1
SELECT
  post_year,
  category,
  SUM(category_count) AS category_count
FROM category_by_year
GROUP BY post_year, category

-- How many posts has each country?
-- version 1
SELECT
  country,
  SUM(category_count) AS post_count
FROM category_by_country
GROUP BY country

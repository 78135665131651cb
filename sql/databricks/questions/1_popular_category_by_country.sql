-- Which categories are the most popular in each country?
SELECT country, category, category_count
FROM popular_category_by_country
ORDER BY country, category;

-- Which categories are the most popular in each country?
SELECT country, category, category_count
FROM (
  SELECT
    country,
    category,
    COUNT(*) AS category_count,
    RANK() OVER (PARTITION BY country ORDER BY COUNT(*) DESC) AS place
  FROM grouped_posts
  WHERE country IS NOT NULL
    AND category IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM popular_category_by_country)
  GROUP BY country, category)
WHERE place = 1
ORDER BY country, category;

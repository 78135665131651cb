-- Which categories are the most popular in each age group?
SELECT age_group, category, category_count
FROM (
  SELECT
    age_group,
    category,
    COUNT(*) AS category_count,
    RANK() OVER (PARTITION BY age_group ORDER BY COUNT(*) DESC) AS place
  FROM grouped_posts
  WHERE age_group IS NOT NULL
    AND category IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM popular_category_by_age_group)
  GROUP BY age_group, category)
WHERE place = 1
ORDER BY age_group, category;

-- How many posts of each year has each category, and which has the most?
SELECT post_year, category, COUNT(*) AS category_count
FROM grouped_posts
WHERE post_year IS NOT NULL
  AND category IS NOT NULL
  AND arrival_time < (SELECT MAX(as_of) FROM posts_by_category_and_year)
GROUP BY post_year, category
ORDER BY post_year, category_count DESC, category;

SELECT post_year, category, category_count
FROM (
  SELECT
    post_year,
    category,
    COUNT(*) AS category_count,
    RANK() OVER (PARTITION BY post_year ORDER BY COUNT(*) DESC) AS place
  FROM grouped_posts
  WHERE post_year IS NOT NULL
    AND category IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM popular_category_by_year)
  GROUP BY post_year, category)
WHERE place = 1
ORDER BY post_year, category;

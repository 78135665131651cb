-- How many posts of each year has each category, and which has the most?
SELECT post_year, category, category_count
FROM posts_by_category_and_year
ORDER BY post_year, category_count DESC, category;

SELECT post_year, category, category_count
FROM popular_category_by_year
ORDER BY post_year, category;

-- Which categories are the most popular in each age group?
SELECT age_group, category, category_count
FROM popular_category_by_age_group
ORDER BY age_group, category;

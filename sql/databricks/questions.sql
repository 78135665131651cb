-- The eight questions, answered from the states to date; needs the tables of register.sql.

-- 1. Which categories are the most popular in each country?
SELECT country, category, category_count
FROM popular_category_by_country
ORDER BY country, category;

-- 2. How many posts of each year has each category, and which has the most?
SELECT post_year, category, category_count
FROM posts_by_category_and_year
ORDER BY post_year, category_count DESC, category;

SELECT post_year, category, category_count
FROM popular_category_by_year
ORDER BY post_year, category;

-- 3. Who has the most followers in each country, and where is the one with the most of all?
SELECT country, poster_name, follower_count
FROM top_user_by_country
ORDER BY country, poster_name;

SELECT country, poster_name, follower_count
FROM country_of_top_user
ORDER BY country, poster_name;

-- 4. Which categories are the most popular in each age group?
SELECT age_group, category, category_count
FROM popular_category_by_age_group
ORDER BY age_group, category;

-- 5. What is the median follower count of each age group?
SELECT age_group, median_follower_count
FROM median_followers_by_age_group
ORDER BY age_group;

-- 6. How many users joined in each year, 2015 to 2020?
SELECT join_year, number_users_joined
FROM users_joined_by_year
ORDER BY join_year;

-- 7. What is the median follower count of users by the year they joined?
SELECT join_year, median_follower_count
FROM median_followers_by_join_year
ORDER BY join_year;

-- 8. And by age group and the year they joined?
SELECT age_group, join_year, median_follower_count
FROM median_followers_by_age_group_and_join_year
ORDER BY age_group, join_year;

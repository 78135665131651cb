-- The same answers as questions.sql, in its order, counted anew from every post the states have counted.
-- Slow on many posts: a check, not a way to ask.
CREATE OR REPLACE TEMPORARY VIEW grouped_posts AS
SELECT
  *,
  CASE WHEN YEAR(`timestamp`) BETWEEN 2018 AND 2022 THEN YEAR(`timestamp`) END AS post_year,
  CASE WHEN YEAR(date_joined) BETWEEN 2015 AND 2020 THEN YEAR(date_joined) END AS join_year,
  CASE
    WHEN age BETWEEN 18 AND 24 THEN '18-24'
    WHEN age BETWEEN 25 AND 35 THEN '25-35'
    WHEN age BETWEEN 36 AND 50 THEN '36-50'
    WHEN age > 50 THEN '50+'
  END AS age_group
FROM posts;

-- 1. Which categories are the most popular in each country?
SELECT country, category, category_count
FROM (
  SELECT country, category, COUNT(*) AS category_count, RANK() OVER (PARTITION BY country ORDER BY COUNT(*) DESC) AS place
  FROM grouped_posts
  WHERE country IS NOT NULL
    AND category IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM popular_category_by_country)
  GROUP BY country, category)
WHERE place = 1
ORDER BY country, category;

-- 2. How many posts of each year has each category, and which has the most?
SELECT post_year, category, COUNT(*) AS category_count
FROM grouped_posts
WHERE post_year IS NOT NULL
  AND category IS NOT NULL
  AND arrival_time < (SELECT MAX(as_of) FROM posts_by_category_and_year)
GROUP BY post_year, category
ORDER BY post_year, category_count DESC, category;

SELECT post_year, category, category_count
FROM (
  SELECT post_year, category, COUNT(*) AS category_count, RANK() OVER (PARTITION BY post_year ORDER BY COUNT(*) DESC) AS place
  FROM grouped_posts
  WHERE post_year IS NOT NULL
    AND category IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM popular_category_by_year)
  GROUP BY post_year, category)
WHERE place = 1
ORDER BY post_year, category;

-- 3. Who has the most followers in each country, and where is the one with the most of all?
SELECT country, poster_name, follower_count
FROM (
  SELECT country, poster_name, MAX(follower_count) AS follower_count, RANK() OVER (PARTITION BY country ORDER BY MAX(follower_count) DESC) AS place
  FROM grouped_posts
  WHERE country IS NOT NULL
    AND poster_name IS NOT NULL
    AND follower_count IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM top_user_by_country)
  GROUP BY country, poster_name)
WHERE place = 1
ORDER BY country, poster_name;

SELECT country, poster_name, follower_count
FROM (
  SELECT country, poster_name, MAX(follower_count) AS follower_count, RANK() OVER (ORDER BY MAX(follower_count) DESC) AS place
  FROM grouped_posts
  WHERE country IS NOT NULL
    AND poster_name IS NOT NULL
    AND follower_count IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM country_of_top_user)
  GROUP BY country, poster_name)
WHERE place = 1
ORDER BY country, poster_name;

-- 4. Which categories are the most popular in each age group?
SELECT age_group, category, category_count
FROM (
  SELECT age_group, category, COUNT(*) AS category_count, RANK() OVER (PARTITION BY age_group ORDER BY COUNT(*) DESC) AS place
  FROM grouped_posts
  WHERE age_group IS NOT NULL
    AND category IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM popular_category_by_age_group)
  GROUP BY age_group, category)
WHERE place = 1
ORDER BY age_group, category;

-- 5. What is the median follower count of each age group?
SELECT age_group, PERCENTILE(follower_count, 0.5) AS median_follower_count
FROM grouped_posts
WHERE age_group IS NOT NULL
  AND follower_count IS NOT NULL
  AND arrival_time < (SELECT MAX(as_of) FROM median_followers_by_age_group)
GROUP BY age_group
ORDER BY age_group;

-- 6. How many users joined in each year, 2015 to 2020?
SELECT join_year, COUNT(*) AS number_users_joined
FROM (
  SELECT DISTINCT join_year, user_name, age, date_joined
  FROM grouped_posts
  WHERE join_year IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM users_joined_by_year))
GROUP BY join_year
ORDER BY join_year;

-- 7. What is the median follower count of users by the year they joined?
SELECT join_year, PERCENTILE(follower_count, 0.5) AS median_follower_count
FROM grouped_posts
WHERE join_year IS NOT NULL
  AND follower_count IS NOT NULL
  AND arrival_time < (SELECT MAX(as_of) FROM median_followers_by_join_year)
GROUP BY join_year
ORDER BY join_year;

-- 8. And by age group and the year they joined?
SELECT age_group, join_year, PERCENTILE(follower_count, 0.5) AS median_follower_count
FROM grouped_posts
WHERE age_group IS NOT NULL
  AND join_year IS NOT NULL
  AND follower_count IS NOT NULL
  AND arrival_time < (SELECT MAX(as_of) FROM median_followers_by_age_group_and_join_year)
GROUP BY age_group, join_year
ORDER BY age_group, join_year;

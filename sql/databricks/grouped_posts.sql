-- Which year, age group and join year does a post belong to? For the statements in questions_from_posts, which count
-- anew every post that the states to date have counted: slow on many posts, a check rather than a way to ask.
CREATE OR REPLACE VIEW grouped_posts AS
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

-- How many users joined in each year, 2015 to 2020?
SELECT join_year, COUNT(*) AS number_users_joined
FROM (
  SELECT DISTINCT join_year, user_name, age, date_joined
  FROM grouped_posts
  WHERE join_year IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM users_joined_by_year))
GROUP BY join_year
ORDER BY join_year;

-- How many different users that have posted joined in each year?
-- version 1
SELECT
  join_year,
  COUNT(*) AS number_users_joined
FROM (
  SELECT DISTINCT
    user_name,
    age,
    date_joined,
    join_year
  FROM users
)
GROUP BY join_year

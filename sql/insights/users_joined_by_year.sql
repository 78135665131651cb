-- How many different users that have posted joined in each year?
-- version 1
SELECT
  join_year,
  SUM(number_users) AS number_users_joined
FROM (
  SELECT
    join_year,
    SET_SIZE(MERGE_SETS(users)) AS number_users
  FROM users
  GROUP BY join_year, share
)
GROUP BY join_year

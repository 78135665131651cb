-- How many different users that posted in each window joined in each year?
-- version 1
SELECT
  window_start,
  window_end,
  join_year,
  SUM(SET_SIZE(users)) AS number_users_joined
FROM windowed_users
GROUP BY window_start, window_end, join_year

-- Which different users, that joined in 2015 to 2020, have posted?
-- version 1
SELECT
  window_time AS counted_at,
  user_name,
  age,
  date_joined,
  join_year
FROM windowed_posts
WHERE join_year IS NOT NULL
GROUP BY window_start, window_end, window_time, user_name, age, date_joined, join_year

-- How are follower counts distributed in each age group and join year, either of them unknown too?
-- version 1
SELECT
  window_time AS counted_at,
  age_group,
  join_year,
  FOLLOWERS(follower_count) AS followers
FROM windowed_posts
WHERE follower_count IS NOT NULL
GROUP BY window_start, window_end, window_time, age_group, join_year

-- What is the median follower count of the posts of each age group and join year in each window?
-- version 1
SELECT
  window_start,
  window_end,
  age_group,
  join_year,
  MEDIAN(MERGE_FOLLOWERS(followers)) AS median_follower_count,
  FOLLOWER_SKETCH(MERGE_FOLLOWERS(followers)) AS follower_sketch,
  POST_COUNT(MERGE_FOLLOWERS(followers)) AS post_count
FROM windowed_followers_by_age_group_and_join_year
WHERE age_group IS NOT NULL AND join_year IS NOT NULL
GROUP BY window_start, window_end, age_group, join_year

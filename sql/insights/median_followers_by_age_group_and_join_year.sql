-- What is the median follower count of the posts of each age group and join year?
-- version 1
SELECT
  age_group,
  join_year,
  MEDIAN(MERGE_FOLLOWERS(followers)) AS median_follower_count
FROM followers_by_age_group_and_join_year
WHERE age_group IS NOT NULL AND join_year IS NOT NULL
GROUP BY age_group, join_year

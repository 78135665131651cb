-- What is the median follower count of the posts of users who joined in each year?
-- version 1
SELECT
  join_year,
  MEDIAN(MERGE_FOLLOWERS(followers)) AS median_follower_count
FROM followers_by_age_group_and_join_year
WHERE join_year IS NOT NULL
GROUP BY join_year

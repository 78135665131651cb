-- What is the median follower count of each age group?
SELECT age_group, median_follower_count
FROM median_followers_by_age_group
ORDER BY age_group;

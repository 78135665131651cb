-- What is the median follower count of each age group?
SELECT age_group, PERCENTILE(follower_count, 0.5) AS median_follower_count
FROM grouped_posts
WHERE age_group IS NOT NULL
  AND follower_count IS NOT NULL
  AND arrival_time < (SELECT MAX(as_of) FROM median_followers_by_age_group)
GROUP BY age_group
ORDER BY age_group;

-- And what is it by age group and the year they joined?
SELECT age_group, join_year, PERCENTILE(follower_count, 0.5) AS median_follower_count
FROM grouped_posts
WHERE age_group IS NOT NULL
  AND join_year IS NOT NULL
  AND follower_count IS NOT NULL
  AND arrival_time < (SELECT MAX(as_of) FROM median_followers_by_age_group_and_join_year)
GROUP BY age_group, join_year
ORDER BY age_group, join_year;

-- What is the median follower count of users by the year they joined?
SELECT join_year, PERCENTILE(follower_count, 0.5) AS median_follower_count
FROM grouped_posts
WHERE join_year IS NOT NULL
  AND follower_count IS NOT NULL
  AND arrival_time < (SELECT MAX(as_of) FROM median_followers_by_join_year)
GROUP BY join_year
ORDER BY join_year;

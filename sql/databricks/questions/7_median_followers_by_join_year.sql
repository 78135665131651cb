-- What is the median follower count of users by the year they joined?
SELECT join_year, median_follower_count
FROM median_followers_by_join_year
ORDER BY join_year;

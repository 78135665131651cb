-- And what is it by age group and the year they joined?
SELECT age_group, join_year, median_follower_count
FROM median_followers_by_age_group_and_join_year
ORDER BY age_group, join_year;

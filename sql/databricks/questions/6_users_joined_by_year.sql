-- How many users joined in each year, 2015 to 2020?
SELECT join_year, number_users_joined
FROM users_joined_by_year
ORDER BY join_year;

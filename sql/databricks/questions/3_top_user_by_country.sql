-- Who has the most followers in each country, and where is the one with the most of all?
SELECT country, poster_name, follower_count
FROM top_user_by_country
ORDER BY country, poster_name;

SELECT country, poster_name, follower_count
FROM country_of_top_user
ORDER BY country, poster_name;

-- Who has the most followers in each country, and where is the one with the most of all?
SELECT country, poster_name, follower_count
FROM (
  SELECT
    country,
    poster_name,
    MAX(follower_count) AS follower_count,
    RANK() OVER (PARTITION BY country ORDER BY MAX(follower_count) DESC) AS place
  FROM grouped_posts
  WHERE country IS NOT NULL
    AND poster_name IS NOT NULL
    AND follower_count IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM top_user_by_country)
  GROUP BY country, poster_name)
WHERE place = 1
ORDER BY country, poster_name;

SELECT country, poster_name, follower_count
FROM (
  SELECT
    country,
    poster_name,
    MAX(follower_count) AS follower_count,
    RANK() OVER (ORDER BY MAX(follower_count) DESC) AS place
  FROM grouped_posts
  WHERE country IS NOT NULL
    AND poster_name IS NOT NULL
    AND follower_count IS NOT NULL
    AND arrival_time < (SELECT MAX(as_of) FROM country_of_top_user)
  GROUP BY country, poster_name)
WHERE place = 1
ORDER BY country, poster_name;

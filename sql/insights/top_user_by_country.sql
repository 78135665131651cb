-- Which posters have the most followers in each country?
-- version 1
WITH best AS (
  SELECT
    country,
    poster_name,
    MAX(follower_count) AS follower_count
  FROM followers_by_country_and_poster
  GROUP BY country, poster_name
)
SELECT
  b.country,
  b.poster_name,
  b.follower_count
FROM best AS b
JOIN (
  SELECT
    country,
    MAX(follower_count) AS follower_count
  FROM followers_by_country_and_poster
  GROUP BY country
) AS top
  ON b.country = top.country
  AND b.follower_count = top.follower_count

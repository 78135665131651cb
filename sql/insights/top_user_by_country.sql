-- Which posters have the most followers in each country?
-- version 1
SELECT
  country,
  poster_name,
  CAST(followers AS INT) AS follower_count
FROM (
  SELECT
    country,
    MERGE_HIGHEST(highest) AS highest
  FROM top_posters_by_country
  GROUP BY country
)
CROSS JOIN UNNEST(highest) AS h (followers, poster_name)

-- In which countries are the posters with the most followers of all?
-- version 1
SELECT
  country,
  poster_name,
  CAST(followers AS INT) AS follower_count
FROM (
  SELECT HIGHEST(follower_count, country, poster_name) AS highest
  FROM top_posters_by_country
)
CROSS JOIN UNNEST(highest) AS h (followers, country, poster_name)

-- Which posters have the most followers in each country in each window?
-- version 1
SELECT
  window_start,
  window_end,
  country,
  poster_name,
  CAST(followers AS INT) AS follower_count
FROM windowed_top_posters_by_country
CROSS JOIN UNNEST(highest) AS h (followers, poster_name)

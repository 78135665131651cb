-- Which posters have the most followers in each country?
-- version 1
SELECT
  counted_at,
  country,
  poster_name,
  CAST(followers AS INT) AS follower_count
FROM (
  SELECT
    window_time AS counted_at,
    country,
    HIGHEST(follower_count, poster_name) AS highest
  FROM windowed_posts
  WHERE country IS NOT NULL
    AND poster_name IS NOT NULL
    AND follower_count IS NOT NULL
  GROUP BY window_start, window_end, window_time, country
)
CROSS JOIN UNNEST(highest) AS h (followers, poster_name)

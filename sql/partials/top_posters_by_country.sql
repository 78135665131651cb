-- Which posters have the most followers in each country?
-- version 1
SELECT
  window_time AS counted_at,
  country,
  HIGHEST(follower_count, poster_name) AS highest
FROM windowed_posts
WHERE country IS NOT NULL
  AND poster_name IS NOT NULL
  AND follower_count IS NOT NULL
GROUP BY window_start, window_end, window_time, country

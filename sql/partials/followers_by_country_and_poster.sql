-- What is the highest follower count of each poster in each country?
-- version 1
SELECT
  window_time AS counted_at,
  country,
  poster_name,
  MAX(follower_count) AS follower_count
FROM windowed_posts
WHERE country IS NOT NULL
  AND poster_name IS NOT NULL
  AND follower_count IS NOT NULL
GROUP BY window_start, window_end, window_time, country, poster_name

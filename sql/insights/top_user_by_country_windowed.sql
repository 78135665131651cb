-- Which posters have the most followers in each country in each window?
-- version 1
SELECT
  b.window_start,
  b.window_end,
  b.country,
  b.poster_name,
  b.follower_count
FROM windowed_followers_by_country_and_poster AS b
JOIN (
  SELECT
    window_start,
    window_end,
    country,
    MAX(follower_count) AS follower_count
  FROM windowed_followers_by_country_and_poster
  GROUP BY window_start, window_end, country
) AS top
  ON b.window_start = top.window_start
  AND b.window_end = top.window_end
  AND b.country = top.country
  AND b.follower_count = top.follower_count

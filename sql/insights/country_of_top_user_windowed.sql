-- In which countries are the posters with the most followers of all in each window?
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
    MAX(follower_count) AS follower_count
  FROM windowed_followers_by_country_and_poster
  GROUP BY window_start, window_end
) AS top
  ON b.window_start = top.window_start
  AND b.window_end = top.window_end
  AND b.follower_count = top.follower_count

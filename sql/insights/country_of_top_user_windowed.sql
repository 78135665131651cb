-- In which countries are the posters with the most followers of all in each window?
-- version 1
SELECT
  window_start,
  window_end,
  country,
  poster_name,
  CAST(followers AS INT) AS follower_count
FROM (
  SELECT
    window_start,
    window_end,
    MERGE_HIGHEST(highest, country) AS highest
  FROM windowed_top_posters_by_country
  GROUP BY window_start, window_end
)
CROSS JOIN UNNEST(highest) AS h (followers, country, poster_name)

-- In which countries are the posters with the most followers of all?
-- version 1
SELECT
  country,
  poster_name,
  CAST(followers AS INT) AS follower_count
FROM (
  SELECT MERGE_HIGHEST(highest) AS highest
  FROM (
    -- one a window, so that ties, of which there may be many, change once a window
    SELECT MERGE_HIGHEST(highest, country) AS highest
    FROM windowed_top_posters_by_country
    GROUP BY window_start, window_end
  )
)
CROSS JOIN UNNEST(highest) AS h (followers, country, poster_name)

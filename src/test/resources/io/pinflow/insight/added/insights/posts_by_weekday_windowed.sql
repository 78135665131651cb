-- How many posts were made on each day of the week in each window, Sunday being 1?
-- version 1
SELECT
  window_start,
  window_end,
  weekday,
  post_count
FROM windowed_weekday

-- How many posts of each year has each category in each window?
-- version 1
SELECT
  window_start,
  window_end,
  post_year,
  category,
  category_count
FROM windowed_category_by_year

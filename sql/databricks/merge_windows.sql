-- Medians over any span of windows, from their sketches; needs Databricks Runtime 18 or Spark 4.2.
-- 4096 is the accuracy the job's sketches have: without it a merge would take that of its first sketch.

-- What was the median follower count of each age group in the last 24 hours?
SELECT
  age_group,
  SUM(post_count) AS post_count,
  kll_sketch_get_quantile_bigint(kll_merge_agg_bigint(follower_sketch, 4096), 0.5D) AS median_follower_count
FROM median_followers_by_age_group_windowed
WHERE window_start >= (SELECT MAX(window_end) FROM median_followers_by_age_group_windowed) - INTERVAL 24 HOURS
GROUP BY age_group
ORDER BY age_group;

-- What were the quartiles of each join year, over all windows?
SELECT
  join_year,
  SUM(post_count) AS post_count,
  kll_sketch_get_quantile_bigint(kll_merge_agg_bigint(follower_sketch, 4096), 0.25D) AS lower_quartile,
  kll_sketch_get_quantile_bigint(kll_merge_agg_bigint(follower_sketch, 4096), 0.5D) AS median_follower_count,
  kll_sketch_get_quantile_bigint(kll_merge_agg_bigint(follower_sketch, 4096), 0.75D) AS upper_quartile
FROM median_followers_by_join_year_windowed
GROUP BY join_year
ORDER BY join_year;

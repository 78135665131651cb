-- Which different users, that joined in 2015 to 2020, have posted, in 1024 shares?
-- version 1
SELECT
  window_time AS counted_at,
  join_year,
  share,
  COLLECT_SET(fingerprint) AS users
FROM (
  SELECT
    *,
    MOD(fingerprint, 1024) AS share
  FROM (
    SELECT
      *,
      USER_FINGERPRINT(user_name, age, date_joined) AS fingerprint
    FROM windowed_posts
    WHERE join_year IS NOT NULL
  )
)
GROUP BY window_start, window_end, window_time, join_year, share

-- Which window, year, age group and join year does a post belong to?
SELECT
  *,
  CAST(EXTRACT(YEAR FROM `timestamp`) AS INT) AS post_year,
  CASE
    WHEN age BETWEEN 18 AND 24 THEN '18-24'
    WHEN age BETWEEN 25 AND 35 THEN '25-35'
    WHEN age BETWEEN 36 AND 50 THEN '36-50'
    WHEN age > 50 THEN '50+'
  END AS age_group,
  CASE
    WHEN EXTRACT(YEAR FROM date_joined) BETWEEN 2015 AND 2020
      THEN CAST(EXTRACT(YEAR FROM date_joined) AS INT)
  END AS join_year
FROM TABLE(TUMBLE(TABLE posts, DESCRIPTOR(arrival_time), ${size}))

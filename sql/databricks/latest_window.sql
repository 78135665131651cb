-- The last window of each insight, beside the states to date; needs the tables of register.sql.
CREATE OR REPLACE VIEW latest_popular_category_by_country AS
SELECT * FROM popular_category_by_country_windowed
WHERE window_end = (SELECT MAX(window_end) FROM popular_category_by_country_windowed);
CREATE OR REPLACE VIEW latest_posts_by_category_and_year AS
SELECT * FROM posts_by_category_and_year_windowed
WHERE window_end = (SELECT MAX(window_end) FROM posts_by_category_and_year_windowed);
CREATE OR REPLACE VIEW latest_popular_category_by_year AS
SELECT * FROM popular_category_by_year_windowed
WHERE window_end = (SELECT MAX(window_end) FROM popular_category_by_year_windowed);
CREATE OR REPLACE VIEW latest_top_user_by_country AS
SELECT * FROM top_user_by_country_windowed
WHERE window_end = (SELECT MAX(window_end) FROM top_user_by_country_windowed);
CREATE OR REPLACE VIEW latest_country_of_top_user AS
SELECT * FROM country_of_top_user_windowed
WHERE window_end = (SELECT MAX(window_end) FROM country_of_top_user_windowed);
CREATE OR REPLACE VIEW latest_popular_category_by_age_group AS
SELECT * FROM popular_category_by_age_group_windowed
WHERE window_end = (SELECT MAX(window_end) FROM popular_category_by_age_group_windowed);
CREATE OR REPLACE VIEW latest_median_followers_by_age_group AS
SELECT * FROM median_followers_by_age_group_windowed
WHERE window_end = (SELECT MAX(window_end) FROM median_followers_by_age_group_windowed);
CREATE OR REPLACE VIEW latest_users_joined_by_year AS
SELECT * FROM users_joined_by_year_windowed
WHERE window_end = (SELECT MAX(window_end) FROM users_joined_by_year_windowed);
CREATE OR REPLACE VIEW latest_median_followers_by_join_year AS
SELECT * FROM median_followers_by_join_year_windowed
WHERE window_end = (SELECT MAX(window_end) FROM median_followers_by_join_year_windowed);
CREATE OR REPLACE VIEW latest_median_followers_by_age_group_and_join_year AS
SELECT * FROM median_followers_by_age_group_and_join_year_windowed
WHERE window_end = (SELECT MAX(window_end) FROM median_followers_by_age_group_and_join_year_windowed);

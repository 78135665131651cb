-- Makes every table of the job known to the present catalog and schema; nothing is copied or written.
-- Before it, once: SET tables = s3://BUCKET/PATH/PREFIX_;   (lake.path, a slash, table-prefix and its underscore)
-- Where ${…} is not replaced (SQL warehouses), put that text in its place.
CREATE TABLE IF NOT EXISTS pin_table USING DELTA LOCATION '${tables}pin_table';
CREATE TABLE IF NOT EXISTS geo_table USING DELTA LOCATION '${tables}geo_table';
CREATE TABLE IF NOT EXISTS user_table USING DELTA LOCATION '${tables}user_table';
CREATE TABLE IF NOT EXISTS posts USING DELTA LOCATION '${tables}posts';
CREATE TABLE IF NOT EXISTS dead_letters USING DELTA LOCATION '${tables}dead_letters';
CREATE TABLE IF NOT EXISTS popular_category_by_country USING DELTA LOCATION '${tables}popular_category_by_country';
CREATE TABLE IF NOT EXISTS popular_category_by_country_windowed USING DELTA LOCATION '${tables}popular_category_by_country_windowed';
CREATE TABLE IF NOT EXISTS posts_by_category_and_year USING DELTA LOCATION '${tables}posts_by_category_and_year';
CREATE TABLE IF NOT EXISTS posts_by_category_and_year_windowed USING DELTA LOCATION '${tables}posts_by_category_and_year_windowed';
CREATE TABLE IF NOT EXISTS popular_category_by_year USING DELTA LOCATION '${tables}popular_category_by_year';
CREATE TABLE IF NOT EXISTS popular_category_by_year_windowed USING DELTA LOCATION '${tables}popular_category_by_year_windowed';
CREATE TABLE IF NOT EXISTS top_user_by_country USING DELTA LOCATION '${tables}top_user_by_country';
CREATE TABLE IF NOT EXISTS top_user_by_country_windowed USING DELTA LOCATION '${tables}top_user_by_country_windowed';
CREATE TABLE IF NOT EXISTS country_of_top_user USING DELTA LOCATION '${tables}country_of_top_user';
CREATE TABLE IF NOT EXISTS country_of_top_user_windowed USING DELTA LOCATION '${tables}country_of_top_user_windowed';
CREATE TABLE IF NOT EXISTS popular_category_by_age_group USING DELTA LOCATION '${tables}popular_category_by_age_group';
CREATE TABLE IF NOT EXISTS popular_category_by_age_group_windowed USING DELTA LOCATION '${tables}popular_category_by_age_group_windowed';
CREATE TABLE IF NOT EXISTS median_followers_by_age_group USING DELTA LOCATION '${tables}median_followers_by_age_group';
CREATE TABLE IF NOT EXISTS median_followers_by_age_group_windowed USING DELTA LOCATION '${tables}median_followers_by_age_group_windowed';
CREATE TABLE IF NOT EXISTS users_joined_by_year USING DELTA LOCATION '${tables}users_joined_by_year';
CREATE TABLE IF NOT EXISTS users_joined_by_year_windowed USING DELTA LOCATION '${tables}users_joined_by_year_windowed';
CREATE TABLE IF NOT EXISTS median_followers_by_join_year USING DELTA LOCATION '${tables}median_followers_by_join_year';
CREATE TABLE IF NOT EXISTS median_followers_by_join_year_windowed USING DELTA LOCATION '${tables}median_followers_by_join_year_windowed';
CREATE TABLE IF NOT EXISTS median_followers_by_age_group_and_join_year USING DELTA LOCATION '${tables}median_followers_by_age_group_and_join_year';
CREATE TABLE IF NOT EXISTS median_followers_by_age_group_and_join_year_windowed USING DELTA LOCATION '${tables}median_followers_by_age_group_and_join_year_windowed';

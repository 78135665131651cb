package io.pinflow.local;

import java.util.Locale;

/** The 13 categories with the median number of followers of a poster who is at home in each. */
enum Category {
  ART(80_000),
  BEAUTY(30_000),
  CHRISTMAS(20_000),
  DIY_AND_CRAFTS(50_000),
  EDUCATION(25_000),
  EVENT_PLANNING(12_000),
  FINANCE(35_000),
  HOME_DECOR(60_000),
  MENS_FASHION(2_000),
  QUOTES(190_000),
  TATTOOS(190_000),
  TRAVEL(110_000),
  VEHICLES(4_000);

  static final Category[] ALL = values();

  final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
  final int medianFollowers;

  Category(int medianFollowers) {
    this.medianFollowers = medianFollowers;
  }
}

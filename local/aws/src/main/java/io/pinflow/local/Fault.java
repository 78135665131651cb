package io.pinflow.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What can be wrong with a record or a post; the labels are the reasons of the dead letters. */
enum Fault {
  NOT_JSON(12),
  NOT_AN_OBJECT(5),
  NO_IND(7),
  WRONG_KIND(6),
  TOO_LARGE(1),
  TOO_DEEP(3),
  CONFLICTING_DUPLICATE(8),
  UNMATCHED_PARTS(6);

  private static final List<Fault> ROUND = round();

  private final int timesARound;

  Fault(int timesARound) {
    this.timesARound = timesARound;
  }

  /** Spreads the faults over a round of 48, the rare ones between the frequent ones. */
  private static List<Fault> round() {
    List<Fault> all = new ArrayList<>();
    for (Fault fault : values()) {
      IntStream.range(0, fault.timesARound).forEach(i -> all.add(fault));
    }
    return IntStream.range(0, all.size()).mapToObj(i -> all.get(i * 17 % all.size())).toList();
  }

  /** The nth fault of a run: every one comes up in each round. */
  static Fault nth(long n) {
    return ROUND.get((int) (n % ROUND.size()));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

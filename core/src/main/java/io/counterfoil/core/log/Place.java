package io.counterfoil.core.log;

import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a record stands among all: by time, then by id. It is the cursor of lists, too: it stays
/// good when what it names was forgotten.
///
/// @param number microseconds since the epoch; under a flood a little ahead of the clock, since no
///   two records of one process share one
public record Place(long number, RefusalId id) implements Comparable<Place> {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,18})\\.(cf-.{26})");
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::number).thenComparing(place -> place.id().value());
  private static final long MICROS = 1_000_000;
  private static final int NANOS_EACH = 1_000;
  private static final long FARTHEST = 9_000_000_000_000L;

  /// The place that the text stands for.
  ///
  /// @throws IllegalArgumentException if it stands for none
  public static Place parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches() || !RefusalId.isValid(parts.group(2))) {
      throw new IllegalArgumentException("cursor: (expected: what `next` of the page before said)");
    }
    return new Place(Long.parseLong(parts.group(1)), new RefusalId(parts.group(2)));
  }

  /// The first number of an instant; of one that is too far off, the farthest there is.
  public static long at(Instant instant) {
    long seconds = Math.clamp(instant.getEpochSecond(), -FARTHEST, FARTHEST);
    return seconds * MICROS + instant.getNano() / NANOS_EACH;
  }

  /// The instant of a number.
  public static Instant instant(long number) {
    return Instant.ofEpochSecond(
        Math.floorDiv(number, MICROS), Math.floorMod(number, MICROS) * NANOS_EACH);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return number + "." + id;
  }
}

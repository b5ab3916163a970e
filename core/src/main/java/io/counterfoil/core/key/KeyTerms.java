package io.counterfoil.core.key;

import io.counterfoil.core.account.Quoted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What its account noted of a key, and on what terms it may be used.
///
/// @param metadata notes of the account's own, by name; nothing here reads them
/// @param addresses where requests may come from; none for anywhere
/// @param rate how often it may be used; null for without limit
/// @param finishAfterDays after how many days of silence of the old token a renewal finishes by
///   itself; 0 for never
public record KeyTerms(
    String description,
    Map<String, String> metadata,
    List<AddressRange> addresses,
    @Nullable RateLimit rate,
    int finishAfterDays) {

  /// A key that nothing was said about.
  public static final KeyTerms NONE = new KeyTerms("", Map.of(), List.of(), null, 0);

  /// The longest description, in characters.
  public static final int LONGEST_DESCRIPTION = 1_000;

  /// The most entries of metadata.
  public static final int MOST_METADATA = 32;

  /// The longest name of an entry of metadata, in characters.
  public static final int LONGEST_NAME = 64;

  /// The longest value of an entry of metadata, in characters.
  public static final int LONGEST_VALUE = 512;

  /// The most ranges of addresses.
  public static final int MOST_ADDRESSES = 64;

  /// The longest silence to wait for, in days.
  public static final int LONGEST_SILENCE_DAYS = 365;

  /// @throws IllegalArgumentException if a part is longer than it may be
  public KeyTerms {
    within("description", description.length(), LONGEST_DESCRIPTION, "characters");
    within("metadata", metadata.size(), MOST_METADATA, "entries");
    within("addresses", addresses.size(), MOST_ADDRESSES, "ranges");
    within("finishAfterDays", finishAfterDays, LONGEST_SILENCE_DAYS, "days");
    metadata.forEach((name, value) -> {
      if (name.isBlank() || name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
        throw new IllegalArgumentException(
            "metadata: entry `"
                + Quoted.text(name)
                + "` (expected: a name of 1 to "
                + LONGEST_NAME
                + " characters and a value of at most "
                + LONGEST_VALUE
                + ")");
      }
    });
    metadata = Map.copyOf(metadata);
    addresses = List.copyOf(addresses);
  }

  private static void within(String what, int size, int most, String unit) {
    if (size < 0 || size > most) {
      throw new IllegalArgumentException(
          what + ": " + size + " " + unit + " (expected: at most " + most + ")");
    }
  }

  /// Whether a decision on the key has to look at its terms.
  public boolean isRestricted() {
    return !addresses.isEmpty() || rate != null;
  }

  /// The metadata in the order of its names.
  public Map<String, String> sortedMetadata() {
    return new TreeMap<>(metadata);
  }

  /// The same with another description.
  public KeyTerms withDescription(String text) {
    return new KeyTerms(text, metadata, addresses, rate, finishAfterDays);
  }

  /// The same with other metadata.
  public KeyTerms withMetadata(Map<String, String> entries) {
    return new KeyTerms(description, entries, addresses, rate, finishAfterDays);
  }

  /// The same for other addresses.
  public KeyTerms withAddresses(List<AddressRange> ranges) {
    return new KeyTerms(description, metadata, ranges, rate, finishAfterDays);
  }

  /// The same with another limit.
  public KeyTerms withRate(@Nullable RateLimit limit) {
    return new KeyTerms(description, metadata, addresses, limit, finishAfterDays);
  }

  /// The same with another silence to wait for.
  public KeyTerms withFinishAfterDays(int days) {
    return new KeyTerms(description, metadata, addresses, rate, days);
  }
}

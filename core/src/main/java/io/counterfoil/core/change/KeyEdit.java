package io.counterfoil.core.change;

import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.RateLimit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing about a key that is to be otherwise.
public sealed interface KeyEdit {
  /// What it is for.
  record Label(String text) implements KeyEdit {}

  /// From when on it is refused; null for never.
  record Expiry(@Nullable Instant at) implements KeyEdit {}

  /// What there is to say of it.
  record Description(String text) implements KeyEdit {}

  /// All of its metadata.
  record Metadata(Map<String, String> entries) implements KeyEdit {
    public Metadata {
      entries = Map.copyOf(entries);
    }
  }

  /// Where requests may come from; none for anywhere.
  record Addresses(List<AddressRange> ranges) implements KeyEdit {
    public Addresses {
      ranges = List.copyOf(ranges);
    }
  }

  /// How often it may be used; null for without limit.
  record Rate(@Nullable RateLimit limit) implements KeyEdit {}

  /// After how many days of silence of the old token a renewal finishes by itself; 0 for never.
  record FinishAfter(int days) implements KeyEdit {}
}

package io.counterfoil.core.registry;

import io.counterfoil.core.change.KeyEdit;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.KeyTerms;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Carries out edits of keys, and says how the audit log tells of them.
final class KeyEdits {
  private KeyEdits() {}

  static ApiKey apply(KeyEdit edit, ApiKey key, Instant now) {
    return switch (edit) {
      case KeyEdit.Label(var text) -> key.withLabel(label(text));
      case KeyEdit.Expiry(var at) -> key.withExpiry(expiry(at, now));
      case KeyEdit.Description(var text) -> key.with(key.terms().withDescription(text.strip()));
      case KeyEdit.Metadata(var entries) -> key.with(key.terms().withMetadata(entries));
      case KeyEdit.Addresses(var ranges) -> key.with(key.terms().withAddresses(ranges));
      case KeyEdit.Rate(var limit) -> key.with(key.terms().withRate(limit));
      case KeyEdit.FinishAfter(var days) -> key.with(key.terms().withFinishAfterDays(days));
    };
  }

  static String label(String label) {
    if (label.isBlank() || label.length() > ApiKey.LONGEST_LABEL) {
      throw KeyPlans.invalid(
          "label: "
              + label.length()
              + " characters (expected: 1 to "
              + ApiKey.LONGEST_LABEL
              + ", saying what the key is for)");
    }
    return label.strip();
  }

  static @Nullable Instant expiry(@Nullable Instant at, Instant now) {
    if (at != null && !at.isAfter(now)) {
      throw KeyPlans.invalid("expiresAt: `" + at + "` (expected: a time that is still to come)");
    }
    return at;
  }

  /// What can be edited, as the audit log shows it; what was never set is left out.
  static Map<String, String> fields(ApiKey key) {
    KeyTerms terms = key.terms();
    Map<String, String> fields = new TreeMap<>();
    fields.put("label", key.label());
    put(fields, "expiresAt", key.expiresAt() == null ? "" : key.expiresAt().toString());
    put(fields, "description", terms.description());
    put(
        fields,
        "metadata",
        terms.sortedMetadata().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("; ")));
    put(
        fields,
        "addresses",
        terms.addresses().stream().map(AddressRange::toString).collect(Collectors.joining(", ")));
    put(fields, "rateLimit", terms.rate() == null ? "" : terms.rate().toString());
    put(
        fields,
        "finishAfterDays",
        terms.finishAfterDays() == 0 ? "" : Integer.toString(terms.finishAfterDays()));
    return fields;
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }
}

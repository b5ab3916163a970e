package io.counterfoil.edge;

import io.counterfoil.edge.HeaderFields.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells a client's network address by counting trusted proxies from the right of
/// `X-Forwarded-For`: each adds at the right what it saw, and whatever the client wrote stands to
/// the left of that. Keys may be bound to addresses, so what cannot be told is not guessed.
///
/// @param trustedHops how many proxies stand between the client and this edge, each of which adds
///   to the header; 0 where clients connect themselves
public record ClientAddress(int trustedHops) {
  /// The most proxies that can be counted.
  public static final int MOST_HOPS = 16;

  /// One proxy, which asks this edge.
  public static final ClientAddress BEHIND_ONE = new ClientAddress(1);

  /// @throws IllegalArgumentException if there are fewer than 0 or more than 16
  public ClientAddress {
    if (trustedHops < 0 || trustedHops > MOST_HOPS) {
      throw new IllegalArgumentException(
          "trusted-hops: " + trustedHops + " (expected: 0 to " + MOST_HOPS + ")");
    }
  }

  /// The client's address; null where fewer proxies spoke than there are.
  ///
  /// @param peer who connected to this edge
  @Nullable String of(@Nullable String peer, HeaderFields headers) {
    return trustedHops == 0 ? peer : nth(headers.all(Field.FORWARDED_FOR), trustedHops);
  }

  /// The client's address where the proxy tells in its own protocol who connected to it, so that
  /// the header holds what the proxies before it wrote, and perhaps that address once more.
  @Nullable String beyond(@Nullable String told, HeaderFields headers) {
    if (trustedHops <= 1) {
      return told;
    }
    List<String> lines = headers.all(Field.FORWARDED_FOR);
    String last = nth(lines, 1);
    return nth(lines, last != null && last.equals(told) ? trustedHops : trustedHops - 1);
  }

  /// The nth entry from the right of all the header's lines.
  static @Nullable String nth(List<String> lines, int hops) {
    int left = hops;
    for (String line : lines.reversed()) {
      int end = line.length();
      while (end >= 0) {
        int comma = line.lastIndexOf(',', end - 1);
        if (--left == 0) {
          String entry = line.substring(comma + 1, end).strip();
          return entry.isEmpty() ? null : entry;
        }
        end = comma;
      }
    }
    return null;
  }
}

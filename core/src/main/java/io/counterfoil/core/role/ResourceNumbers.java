package io.counterfoil.core.role;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The resources of one catalogue, numbered from 0, so that a set of them is a few words of bits.
/// Numbers of different catalogues have nothing to do with each other.
public final class ResourceNumbers {
  /// No resource at all.
  public static final ResourceNumbers NONE = new ResourceNumbers(List.of());

  private final Map<ResourceKey, Integer> numbers = new HashMap<>();

  ResourceNumbers(Collection<ResourceKey> keys) {
    for (ResourceKey key : keys) {
      numbers.putIfAbsent(key, numbers.size());
    }
  }

  /// Whether each of the keys has a number.
  boolean hold(Collection<ResourceKey> keys) {
    return numbers.keySet().containsAll(keys);
  }

  /// The keys as bits, without those that have no number.
  long[] bits(Collection<ResourceKey> keys) {
    long[] bits = new long[numbers.size() / Long.SIZE + 1];
    for (ResourceKey key : keys) {
      Integer number = numbers.get(key);
      if (number != null) {
        bits[number / Long.SIZE] |= 1L << number % Long.SIZE;
      }
    }
    return bits;
  }
}

package io.counterfoil.core.log;

import io.counterfoil.core.decision.Presented;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// How many refusals of the same kind are examined and kept: twenty at once and twenty a minute for
/// each account, presented key or token, code and network of the caller; beyond that ten thousand
/// an hour for each account and fifty thousand for all. So neither a client that repeats itself nor
/// a flood pushes out what others meet with, and the records take a known space.
///
/// Kinds share a bucket where their hashes meet; the seed makes it unforeseeable which do.
final class Ration {
  static final int AT_ONCE = 20;

  private static final long EACH_MICROS = 3_000_000;
  private static final int BUCKETS = 1 << 14;
  private static final int MOST_OF_ACCOUNT = 10_000;
  private static final int MOST = 50_000;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int HALF = 32;

  private final long seed;
  private final AtomicLongArray wholeAgainAt = new AtomicLongArray(BUCKETS);
  private final Map<Integer, Integer> ofAccount = new HashMap<>();
  private long hour;
  private int ofAll;

  Ration(long seed) {
    this.seed = seed;
  }

  /// Whether one more of its kind may be examined. Takes no lock.
  ///
  /// @param account the account's number
  boolean admits(int account, RefusedRequest request, Instant at) {
    int bucket = (int) (kind(account, request) >>> HALF) & BUCKETS - 1;
    long now = Place.at(at);
    while (true) {
      long before = wholeAgainAt.get(bucket);
      long after = Math.max(before, now) + EACH_MICROS;
      if (after - now > AT_ONCE * EACH_MICROS) {
        return false;
      }
      if (wholeAgainAt.compareAndSet(bucket, before, after)) {
        return true;
      }
    }
  }

  private long kind(int account, RefusedRequest request) {
    Presented presented = request.presented();
    long hash = (seed ^ account) * SPREAD + request.refusal().code().number();
    hash = mixed(hash, first(presented.keys(), presented.tokens(), presented.userTokens()));
    return mixed(hash, network(request.address())) * SPREAD;
  }

  private static String first(List<String> keys, List<String> tokens, List<String> userTokens) {
    List<String> values = !keys.isEmpty() ? keys : !tokens.isEmpty() ? tokens : userTokens;
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static String network(@Nullable String address) {
    if (address == null) {
      return "";
    }
    int end = address.lastIndexOf('.');
    if (end < 0) {
      end = address.indexOf(':');
      for (int groups = 1; groups < 3 && end >= 0; groups++) {
        end = address.indexOf(':', end + 1);
      }
    }
    return end < 0 ? address : address.substring(0, end);
  }

  private static long mixed(long hash, String text) {
    long sum = hash;
    for (int i = 0; i < text.length(); i++) {
      sum = Long.rotateLeft(sum ^ text.charAt(i), 23) * SPREAD;
    }
    return sum;
  }

  /// Whether there is room for one more record in that hour. For the examining thread alone.
  boolean hasRoom(int account, long now) {
    if (now != hour) {
      hour = now;
      ofAll = 0;
      ofAccount.clear();
    }
    if (ofAll >= MOST || ofAccount.getOrDefault(account, 0) >= MOST_OF_ACCOUNT) {
      return false;
    }
    ofAll++;
    ofAccount.merge(account, 1, Integer::sum);
    return true;
  }
}

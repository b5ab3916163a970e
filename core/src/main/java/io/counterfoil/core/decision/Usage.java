package io.counterfoil.core.decision;

import io.counterfoil.core.key.Counterpart;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// When keys were used last, and who still calls with the old token of a key that is being renewed.
/// It stands in memory alone, costs an allowed request a comparison and no lock, and is bounded: a
/// hundred callers a token, the rest together.
public final class Usage {
  /// The most callers of one token that are told apart.
  public static final int MOST_CALLERS = 100;

  private static final int MILLIS = 1_000;
  private static final int PAGE_BITS = 12;
  private static final int LONGEST_AGENT = 100;
  private static final Who OTHERS = new Who("others", "");

  private final LongPredicate isOld;
  private final ConcurrentMap<Long, ConcurrentMap<Who, Count>> old = new ConcurrentHashMap<>();

  /// When the key of each slot was last used, in seconds: pages that are made when a key of theirs
  /// is used first.
  private volatile @Nullable AtomicIntegerArray[] lastUsed = new @Nullable AtomicIntegerArray[0];

  /// @param isOld whether a pair, by the first word of its digest, is the older one of a renewal
  public Usage(LongPredicate isOld) {
    this.isOld = isOld;
  }

  /// A caller, as far as callers are told apart.
  ///
  /// @param address the network that it called from: 24 bits of IPv4, 48 of IPv6
  /// @param userAgent as it said of itself
  public record Who(String address, String userAgent) {}

  /// How often somebody called, and when last.
  public record Seen(Who who, long count, Instant lastSeen) {}

  private static final class Count {
    private final LongAdder times = new LongAdder();
    private volatile long lastMillis;
  }

  /// Where a request that passed came from, to be asked only where that matters.
  public interface Origin {
    /// The client's address; null where it is not known.
    @Nullable String address();

    /// The user agent; null where it named none.
    @Nullable String userAgent();
  }

  /// Notes a request that passed.
  public void passed(Standing standing, Instant at, Origin origin) {
    KeyLine key = standing.key();
    if (key == null || !standing.isPair()) {
      return;
    }
    long millis = at.toEpochMilli();
    note(key.facts().slot(), (int) (millis / MILLIS));
    if (isOld.test(standing.pairBits())) {
      count(standing.pairBits(), millis, origin);
    }
  }

  private void count(long pair, long millis, Origin origin) {
    var callers = old.computeIfAbsent(pair, bits -> new ConcurrentHashMap<>());
    String agent = origin.userAgent();
    Who who =
        new Who(
            network(origin.address()),
            agent == null ? "" : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)));
    boolean known = callers.size() < MOST_CALLERS || callers.containsKey(who);
    Count count = callers.computeIfAbsent(known ? who : OTHERS, one -> new Count());
    count.times.increment();
    count.lastMillis = millis;
  }

  /// Notes when the key in the slot was last used before, unless it was used since.
  public void known(int slot, Instant at) {
    Instant since = lastUsed(slot);
    if (since == null || at.isAfter(since)) {
      note(slot, (int) at.getEpochSecond());
    }
  }

  private void note(int slot, int second) {
    @Nullable AtomicIntegerArray[] pages = lastUsed;
    int at = slot >>> PAGE_BITS;
    AtomicIntegerArray page = at < pages.length ? pages[at] : null;
    if (page == null) {
      page = addPage(at);
    }
    int place = slot & (1 << PAGE_BITS) - 1;
    if (page.getPlain(place) != second) {
      page.setPlain(place, second);
    }
  }

  private synchronized AtomicIntegerArray addPage(int at) {
    @Nullable AtomicIntegerArray[] pages = lastUsed;
    AtomicIntegerArray known = at < pages.length ? pages[at] : null;
    if (known != null) {
      return known;
    }
    AtomicIntegerArray page = new AtomicIntegerArray(1 << PAGE_BITS);
    pages = Arrays.copyOf(pages, Math.max(pages.length, at + 1));
    pages[at] = page;
    lastUsed = pages;
    return page;
  }

  /// When the key in the slot was last used, to a second; null where it was not since the start.
  public @Nullable Instant lastUsed(int slot) {
    @Nullable AtomicIntegerArray[] pages = lastUsed;
    AtomicIntegerArray page =
        slot >= 0 && slot >>> PAGE_BITS < pages.length ? pages[slot >>> PAGE_BITS] : null;
    int second = page == null ? 0 : page.get(slot & (1 << PAGE_BITS) - 1);
    return second == 0 ? null : Instant.ofEpochSecond(Integer.toUnsignedLong(second));
  }

  /// Who called with the token of that counterpart while it was the old one, the latest first.
  public List<Seen> callersOf(Counterpart token) {
    return old.getOrDefault(token.pair().bits(), new ConcurrentHashMap<>()).entrySet().stream()
        .map(each ->
            new Seen(
                each.getKey(),
                each.getValue().times.sum(),
                Instant.ofEpochMilli(each.getValue().lastMillis)))
        .sorted(Comparator.comparing(Seen::lastSeen).reversed())
        .toList();
  }

  /// Forgets tokens that are no longer the old one of a renewal.
  public void forgetFinished() {
    old.keySet().removeIf(bits -> !isOld.test(bits));
  }

  private static String network(@Nullable String address) {
    if (address == null) {
      return "";
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      boolean four = bytes.length == 4;
      for (int i = four ? 3 : 6; i < bytes.length; i++) {
        bytes[i] = 0;
      }
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      return text + (InetAddress.getByAddress(bytes) instanceof Inet4Address ? "/24" : "/48");
    } catch (IllegalArgumentException | UnknownHostException e) {
      return "";
    }
  }
}

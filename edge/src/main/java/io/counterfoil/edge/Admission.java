package io.counterfoil.edge;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// How many connections there are, and whether there is room for one more. Safe for several
/// threads.
final class Admission {
  private final int most;
  private final int mostPerAddress;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<Object, Integer> perAddress = new ConcurrentHashMap<>();
  private final LongAdder turnedAway = new LongAdder();

  Admission(EdgeLimits limits) {
    most = limits.connections();
    mostPerAddress = limits.connectionsPerAddress();
  }

  /// Takes a place for a connection from the address; whoever got one gives it back with [#leave].
  boolean enter(Object address) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      turnedAway.increment();
      return false;
    }
    if (mostPerAddress > 0 && perAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
      leave(address);
      turnedAway.increment();
      return false;
    }
    return true;
  }

  /// Gives a place back.
  void leave(Object address) {
    open.decrementAndGet();
    if (mostPerAddress > 0) {
      perAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /// How many connections there are.
  int open() {
    return open.get();
  }

  /// How many there was no room for, so far.
  long turnedAway() {
    return turnedAway.sum();
  }
}

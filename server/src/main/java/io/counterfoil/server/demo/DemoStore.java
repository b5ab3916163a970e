package io.counterfoil.server.demo;

import io.counterfoil.server.control.Parts;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;

/// The demo as people meet it: the account with seven months behind it, keys and people in every
/// state, and a day's calls in its logs. Nothing of it is written by hand: all of it went through
/// the parts that a server has, while their clock stood in the past.
public final class DemoStore {
  /// How long before the start the demo begins.
  static final Duration BEGINNING = Duration.ofDays(211);

  private static final String PLAIN = "http://";

  private final DemoHands hands;
  private final DemoAccount account;
  private final SecureRandom random;

  /// A demo in the store behind the parts.
  public DemoStore(Parts parts, SecureRandom random) {
    hands = new DemoHands(parts);
    account = new DemoAccount(hands, random);
    this.random = random;
  }

  /// Whether the store already holds it.
  public boolean exists() {
    return account.exists();
  }

  /// Plays it, and hands over its credentials; they can be had only once.
  ///
  /// @param clock the clock of the parts
  /// @param edge where the edge is; no calls are made where that is not over plain HTTP
  public DemoCredentials create(DemoClock clock, String edge) {
    DemoScript script = new DemoScript();
    DemoKeys keys = new DemoKeys(hands, random);
    account.write(script);
    new DemoPeople(hands, account).write(script);
    keys.write(script);
    new DemoReceiver(hands, random).write(script);
    if (!edge.startsWith(PLAIN)) {
      script.play(clock);
      return account.credentials();
    }
    try (DemoCaller caller = new DemoCaller(URI.create(edge))) {
      DemoTraffic traffic = new DemoTraffic(caller, account, keys);
      traffic.write(script);
      script.play(clock);
      return traffic.credentials();
    }
  }
}

package io.counterfoil.core.person;

import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.outbox.SealedSecret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person's authenticator app (TOTP, RFC 6238), and the codes that stand in for it.
///
/// @param seed what the app and this server share, sealed
/// @param since when the person proved that the app works; null where they have not yet
/// @param lastStep the time step of the last code that was taken: no code is taken twice
/// @param recovery what is kept of the recovery codes that are left
public record SecondFactor(
    SealedSecret seed, @Nullable Instant since, long lastStep, List<TokenDigest> recovery) {

  public SecondFactor {
    recovery = List.copyOf(recovery);
  }

  /// One that is being set up.
  public static SecondFactor pending(SealedSecret seed) {
    return new SecondFactor(seed, null, 0, List.of());
  }

  /// Whether it is asked for.
  public boolean isOn() {
    return since != null;
  }

  /// The same, proved by the code of a step.
  public SecondFactor proved(Instant at, long step, List<TokenDigest> codes) {
    return new SecondFactor(seed, at, step, codes);
  }

  /// The same after a code of that step was taken.
  public SecondFactor taken(long step) {
    return new SecondFactor(seed, since, step, recovery);
  }

  /// The same with other recovery codes.
  public SecondFactor with(List<TokenDigest> codes) {
    return new SecondFactor(seed, since, lastStep, codes);
  }

  /// The same without that recovery code.
  public SecondFactor without(TokenDigest code) {
    return with(recovery.stream().filter(each -> !each.matches(code)).toList());
  }
}

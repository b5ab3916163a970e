package io.counterfoil.core.person;

import io.counterfoil.core.key.TokenDigest;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person's authenticator app (TOTP, RFC 6238), and the codes that stand in for it.
///
/// @param seed what the app and this server share, sealed
/// @param since when the person proved that the app works; null where they have not yet
/// @param lastStep the time step of the last code that was taken: no code is taken twice
/// @param recovery what is kept of the recovery codes that are left
public record SecondFactor(
    SealedSeed seed, @Nullable Instant since, long lastStep, List<TokenDigest> recovery) {

  public SecondFactor {
    recovery = List.copyOf(recovery);
  }

  /// Whether it is asked for.
  public boolean isOn() {
    return since != null;
  }

  /// The same after a code of that step was taken.
  public SecondFactor taken(long step) {
    return new SecondFactor(seed, since, step, recovery);
  }

  /// The same without that recovery code.
  public SecondFactor without(TokenDigest code) {
    return new SecondFactor(
        seed, since, lastStep, recovery.stream().filter(each -> !each.matches(code)).toList());
  }

  /// A sealed seed; prints hidden.
  public static final class SealedSeed {
    private final byte[] bytes;

    /// @param bytes as they were sealed
    public SealedSeed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /// The bytes, for the store.
    public byte[] toBytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof SealedSeed that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "SealedSeed[hidden]";
    }
  }
}

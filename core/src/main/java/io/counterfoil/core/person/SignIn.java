package io.counterfoil.core.person;

import io.counterfoil.core.account.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of how a person signs in, apart from their password.
///
/// @param lastAt when they signed in last; null where they never did
/// @param validFrom user tokens that were issued before are revoked; null where none is
/// @param factor their second factor, on or being set up; null where there is none
public record SignIn(
    UserId user,
    @Nullable Instant lastAt,
    @Nullable Instant validFrom,
    @Nullable SecondFactor factor) {

  /// Of a person who never signed in.
  public static SignIn never(UserId user) {
    return new SignIn(user, null, null, null);
  }

  /// Whether a second factor is asked for.
  public boolean asksForFactor() {
    return factor != null && factor.isOn();
  }

  /// The same after a sign-in.
  public SignIn at(Instant at) {
    return new SignIn(user, at, validFrom, factor);
  }

  /// The same with all earlier user tokens revoked.
  public SignIn revoked(Instant at) {
    return new SignIn(user, lastAt, at, factor);
  }

  /// The same with that second factor, or none.
  public SignIn with(@Nullable SecondFactor other) {
    return new SignIn(user, lastAt, validFrom, other);
  }
}

package io.counterfoil.core.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person. One person may be a member of several accounts.
///
/// @param name how the person is called; the e-mail address where nobody said
/// @param password absent until the person has set one
public record User(
    UserId id, Email email, String name, @Nullable PasswordHash password, Instant createdAt) {
  /// The same person with that password.
  public User with(PasswordHash chosen) {
    return new User(id, email, name, chosen, createdAt);
  }
}

package io.counterfoil.core.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A password's hash in its self-describing text form (`$argon2id$...`). Not the password, and
/// still nothing to show to anybody: it prints hidden.
public final class PasswordHash {
  private final String encoded;

  /// @param encoded the text form, as the hash function wrote it
  public PasswordHash(String encoded) {
    this.encoded = Objects.requireNonNull(encoded);
  }

  /// The text form, for the store and for checking a password; never for a message.
  public String reveal() {
    return encoded;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PasswordHash that && encoded.equals(that.encoded);
  }

  @Override
  public int hashCode() {
    return encoded.hashCode();
  }

  @Override
  public String toString() {
    return "PasswordHash[hidden]";
  }
}

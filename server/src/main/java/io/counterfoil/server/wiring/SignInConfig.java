package io.counterfoil.server.wiring;

import io.counterfoil.server.oidc.OidcClient;
import io.counterfoil.server.oidc.OidcConfig;
import io.counterfoil.server.token.BreachedPasswords;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the server is told of how people sign in.
///
/// @param breachedPasswords a list of stolen passwords; null for none
/// @param oidc describes an identity provider; null for none
public record SignInConfig(@Nullable Path breachedPasswords, @Nullable Path oidc) {
  /// Passwords alone, any that is good enough.
  public static final SignInConfig USUAL = new SignInConfig(null, null);

  /// The identity provider; null for none. It is not asked for anything yet.
  ///
  /// @throws StartException if it is not described as it must be
  @Nullable OidcClient provider() {
    Path file = oidc;
    try {
      return file == null ? null : new OidcClient(OidcConfig.read(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(
          "oidc: file `"
              + file
              + "` cannot be read: "
              + e.getMessage()
              + " (expected: JSON with name, issuer, clientId and clientSecret)",
          e);
    }
  }

  /// The list of stolen passwords.
  ///
  /// @throws StartException if it cannot be read
  BreachedPasswords breached() {
    Path file = breachedPasswords;
    try {
      return file == null ? BreachedPasswords.NONE : BreachedPasswords.of(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(
          "breached-passwords: file `"
              + file
              + "` cannot be read: "
              + e.getMessage()
              + " (expected: SHA-1 hashes in hex, one a line)",
          e);
    }
  }
}

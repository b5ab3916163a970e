package io.counterfoil.server.scan;

import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.TokenFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A token of ours where it does not belong. The token itself prints hidden.
///
/// @param commit the commit that brought it in; null for a file as it is now, or where no commit is
///   known
/// @param place the file, as it was named; of an object that belongs to no file, the object
/// @param line from 1
public record Find(@Nullable String commit, String place, long line, AppToken token) {
  private static final int SHOWN = TokenFormat.PREFIX.length() + 2;
  private static final int FINGERPRINT = 16;

  /// Where it is: `path:line`, or `commit:path:line`.
  public String where() {
    return (commit == null ? "" : commit + ":") + place + ":" + line;
  }

  /// As much of the token as may be shown.
  public String shown() {
    return token.reveal().substring(0, SHOWN) + "\u2026";
  }

  /// Tells tokens apart without telling them: of 256 random bits nobody finds the token by it.
  public String fingerprint() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(token.reveal().getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }
}

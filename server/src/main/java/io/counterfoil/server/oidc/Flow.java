package io.counterfoil.server.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// One sign-in under way, which only the browser that began it can finish. It is kept in a sealed
/// cookie, not here. It prints hidden.
///
/// @param state comes back with the provider's answer
/// @param nonce comes back inside the ID token
/// @param verifier proves to the provider that who asks for the token began the sign-in
/// @param until when it is too late
public record Flow(String state, String nonce, String verifier, Instant until) {
  /// How long signing in there may take.
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final int BYTES = 32;

  /// A fresh one.
  public static Flow begin(SecureRandom random, Instant now) {
    return new Flow(text(random), text(random), text(random), now.plus(LIFETIME));
  }

  private static String text(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// What the provider is shown of the verifier (RFC 7636, 4.2).
  String challenge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  /// As text, to be sealed.
  public String write() {
    return String.join(" ", state, nonce, verifier, until.toString());
  }

  /// What [#write] wrote; null for anything else.
  public static @Nullable Flow read(String text) {
    String[] parts = text.split(" ");
    try {
      return parts.length == 4
          ? new Flow(parts[0], parts[1], parts[2], Instant.parse(parts[3]))
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// Whether the provider's answer belongs to it, and came in time.
  public boolean isAnsweredBy(@Nullable String other, Instant now) {
    return other != null
        && now.isBefore(until)
        && MessageDigest.isEqual(
            state.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Flow[hidden]";
  }
}

package io.counterfoil.core.token;

import io.counterfoil.core.key.AccessTokenFormat;
import io.counterfoil.core.outbox.SealedSecret;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A key that signs access tokens (ES256). Its private half is sealed under the pepper.
///
/// @param id names it in a token's header, `kid`
/// @param publicKey the public half as a JSON Web Key (RFC 7517)
/// @param sealed the whole key as a JSON Web Key, sealed for its id
/// @param signsFrom from when on it signs, if no newer one does: until then everybody who checks
///   tokens has time to read it
public record SigningKey(
    String id, String publicKey, SealedSecret sealed, Instant createdAt, Instant signsFrom) {

  /// The longest id, in characters.
  public static final int LONGEST_ID = 64;

  private static final Comparator<SigningKey> NEWEST_FIRST =
      Comparator.comparing(SigningKey::signsFrom).thenComparing(SigningKey::id).reversed();

  public SigningKey {
    if (!id.startsWith(AccessTokenFormat.KEY_PREFIX) || id.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "signing key: an id of "
              + id.length()
              + " characters (expected: `"
              + AccessTokenFormat.KEY_PREFIX
              + "` and more, at most 64)");
    }
  }

  /// The one of them that signs at the instant; none where there is none yet.
  public static Optional<SigningKey> signingAt(List<SigningKey> all, Instant at) {
    return all.stream()
        .filter(key -> !key.signsFrom().isAfter(at))
        .min(NEWEST_FIRST)
        .or(() -> all.stream().min(NEWEST_FIRST.reversed()));
  }

  /// The newest of them, whether or not it signs yet; none where there is none yet.
  public static Optional<SigningKey> newest(List<SigningKey> all) {
    return all.stream().min(NEWEST_FIRST);
  }
}

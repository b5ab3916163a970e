package io.counterfoil.core.key;

import io.counterfoil.core.account.AccountName;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/// Makes digests of pairs and tokens under one pepper. It reuses its hash states, so it belongs to
/// one thread; make one for each.
///
/// The digest of a pair is `HMAC-SHA-256(pepper, appKey || 0x00 || SHA-256(token))`: one look-up
/// finds the pair, and a stranger's request costs the same whatever exists.
public final class Digester {
  private final int pepperVersion;
  private final MessageDigest sha256;
  private final Mac pairs;
  private final Mac folds;
  private final Mac alones;
  private final byte[] name = new byte[AppKey.LONGEST];
  private final byte[] hash = new byte[TokenDigest.BYTES];

  /// A digester that keys its digests with the pepper.
  public Digester(Pepper pepper) {
    pepperVersion = pepper.version();
    pairs = mac(pepper, "pair");
    folds = mac(pepper, "folded pair");
    alones = mac(pepper, "token alone");
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  private static Mac mac(Pepper pepper, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(pepper.keyFor(purpose));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256 (expected: Java 25)", e);
    }
  }

  /// The digest that a pair is found by.
  public TokenDigest pair(AppKey appKey, AppToken token) {
    return keyed(pairs, appKey.value(), token);
  }

  /// The digest of a pair whose token lost its letter case and blanks; null where nothing remains.
  public @Nullable TokenDigest folded(AppKey appKey, AppToken token) {
    String folded = fold(token.reveal());
    return folded.isEmpty() ? null : keyed(folds, appKey.value(), AppToken.of(folded));
  }

  /// The digest by which an account recognises a token under whatever key.
  public TokenDigest alone(AccountName account, AppToken token) {
    return keyed(alones, account.value(), token);
  }

  /// What to keep of a token that was issued at the instant.
  public Counterpart counterpart(
      AccountName account, AppKey appKey, AppToken token, Instant createdAt) {
    return new Counterpart(
        pair(appKey, token),
        folded(appKey, token),
        alone(account, token),
        pepperVersion,
        createdAt);
  }

  private static String fold(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.toLowerCase(Locale.ROOT)
        .chars()
        .filter(c -> c > ' ' && c != 0x7f && c != 0xa0)
        .forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  @SuppressWarnings("deprecation") // the low bytes of ASCII are what is wanted, without a copy
  private TokenDigest keyed(Mac mac, String context, AppToken token) {
    try {
      token.feed(sha256);
      sha256.digest(hash, 0, hash.length);
      int length = context.length();
      context.getBytes(0, length, name, 0);
      mac.update(name, 0, length);
      mac.update((byte) 0);
      mac.update(hash, 0, hash.length);
      mac.doFinal(hash, 0);
      return TokenDigest.of(hash);
    } catch (DigestException | ShortBufferException e) {
      throw new IllegalStateException("a digest of 32 bytes did not fit 32 bytes", e);
    }
  }
}

package io.counterfoil.core.key;

import io.counterfoil.core.account.AccountName;
import java.security.DigestException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes digests of pairs and tokens under one pepper. It reuses its hash states, so it belongs to
/// one thread; make one for each.
///
/// The digest of a pair is `HMAC-SHA-256(pepper, appKey || 0x00 || SHA-256(token))`: one look-up
/// finds the pair, and a stranger's request costs the same whatever exists.
public final class Digester {
  private final int pepperVersion;
  private final MessageDigest sha256 = KeyedHash.sha256();
  private final KeyedHash pairs;
  private final KeyedHash folds;
  private final KeyedHash alones;
  private final byte[] name = new byte[AppKey.LONGEST];
  private final byte[] hash = new byte[TokenDigest.BYTES];

  /// A digester that keys its digests with keys of the pepper.
  public Digester(KeySource keys) {
    pepperVersion = keys.version();
    pairs = new KeyedHash(keys.keyFor("pair"));
    folds = new KeyedHash(keys.keyFor("folded pair"));
    alones = new KeyedHash(keys.keyFor("token alone"));
  }

  /// The digest that a pair is found by.
  public TokenDigest pair(AppKey appKey, AppToken token) {
    return keyed(pairs, appKey.value(), token);
  }

  /// The same as [TokenDigest#WORDS] words into a buffer, so that a decision allocates nothing.
  public void pair(AppKey appKey, AppToken token, long[] into) {
    hash(pairs, appKey.value(), token);
    TokenDigest.words(hash, into);
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

  /// What to keep of a token of which only the SHA-256 is known.
  Counterpart counterpartOfHash(
      AccountName account, AppKey appKey, byte[] sha256OfToken, Instant createdAt) {
    return new Counterpart(
        ofHash(pairs, appKey.value(), sha256OfToken),
        null,
        ofHash(alones, account.value(), sha256OfToken),
        pepperVersion,
        createdAt);
  }

  private TokenDigest ofHash(KeyedHash keyed, String context, byte[] sha256OfToken) {
    System.arraycopy(sha256OfToken, 0, hash, 0, hash.length);
    finish(keyed, context);
    return TokenDigest.of(hash);
  }

  private static String fold(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.toLowerCase(Locale.ROOT)
        .chars()
        .filter(c -> c > ' ' && c != 0x7f && c != 0xa0)
        .forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  private TokenDigest keyed(KeyedHash keyed, String context, AppToken token) {
    hash(keyed, context, token);
    return TokenDigest.of(hash);
  }

  private void hash(KeyedHash keyed, String context, AppToken token) {
    try {
      token.feed(sha256);
      sha256.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IllegalStateException("a digest of 32 bytes did not fit 32 bytes", e);
    }
    finish(keyed, context);
  }

  @SuppressWarnings("deprecation") // the low bytes of ASCII are what is wanted, without a copy
  private void finish(KeyedHash keyed, String context) {
    int length = context.length();
    context.getBytes(0, length, name, 0);
    keyed.update(name, length);
    keyed.update((byte) 0);
    keyed.update(hash, hash.length);
    keyed.finish(hash);
  }
}

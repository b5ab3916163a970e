package io.counterfoil.core.key;

import io.counterfoil.core.account.AccountName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Makes counterparts of tokens that nobody here has seen: from their SHA-256, or as placeholders
/// that a [ForeignHash] stands behind. Safe for use by many threads.
public final class ImportedTokens {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Pepper pepper;
  private final SecretKey sealing;
  private final SecretKey placing;

  /// Under the deployment's pepper.
  public ImportedTokens(Pepper pepper) {
    this.pepper = pepper;
    sealing = new SecretKeySpec(pepper.keyFor("foreign hash").getEncoded(), "AES");
    placing = pepper.keyFor("foreign placeholder");
  }

  /// What makes the counterparts of one account's import. Belongs to one thread.
  public Maker maker(AccountName account, Instant at) {
    return new Maker(new Digester(pepper), new KeyedHash(placing), account, at);
  }

  /// Makes counterparts for one account.
  public static final class Maker {
    private final Digester digester;
    private final KeyedHash placing;
    private final AccountName account;
    private final Instant at;

    private Maker(Digester digester, KeyedHash placing, AccountName account, Instant at) {
      this.digester = digester;
      this.placing = placing;
      this.account = account;
      this.at = at;
    }

    /// The counterpart of the token with that SHA-256.
    ///
    /// @param sha256 32 bytes
    public Counterpart ofSha256(AppKey appKey, byte[] sha256) {
      return digester.counterpartOfHash(account, appKey, sha256, at);
    }

    /// The counterpart of the token itself. It is not folded: nobody knows how hard it is to guess.
    public Counterpart of(AppKey appKey, AppToken token) {
      Counterpart made = digester.counterpart(account, appKey, token, at);
      return new Counterpart(made.pair(), null, made.alone(), made.pepperVersion(), at);
    }

    /// A counterpart that no token fits; the same for the same hash, so that it can be recognised.
    public Counterpart placeholder(AppKey appKey, ForeignHash hash) {
      return Counterpart.placeholder(
          digest("pair", appKey, hash), digest("alone", appKey, hash), at);
    }

    private TokenDigest digest(String what, AppKey appKey, ForeignHash hash) {
      byte[] context = (what + "\0" + appKey + "\0").getBytes(StandardCharsets.US_ASCII);
      byte[] text = hash.bytes();
      byte[] digest = new byte[TokenDigest.BYTES];
      placing.update(context, context.length);
      placing.update(text, text.length);
      placing.finish(digest);
      return TokenDigest.of(digest);
    }
  }

  /// The hash, sealed for the key alone.
  public SealedHash seal(AppKey appKey, ForeignHash hash) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, sealing);
      cipher.updateAAD(appKey.value().getBytes(StandardCharsets.US_ASCII));
      byte[] sealed = cipher.doFinal(hash.bytes());
      byte[] whole = Arrays.copyOf(cipher.getIV(), NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
      return new SealedHash(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM (expected: Java 25)", e);
    }
  }

  /// The hash that was sealed; null where it was altered, moved to another key, or sealed under
  /// another pepper.
  public @Nullable ForeignHash open(AppKey appKey, SealedHash sealed) {
    byte[] whole = sealed.toBytes();
    if (whole.length <= NONCE_BYTES) {
      return null;
    }
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(
          Cipher.DECRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, whole, 0, NONCE_BYTES));
      cipher.updateAAD(appKey.value().getBytes(StandardCharsets.US_ASCII));
      byte[] text = cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
      return new ForeignHash(new String(text, StandardCharsets.US_ASCII));
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM (expected: Java 25)", e);
    }
  }

  @Override
  public String toString() {
    return "ImportedTokens[hidden]";
  }
}

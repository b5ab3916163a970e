package io.counterfoil.server.leak;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.store.Directory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Tells whose a token is that was found in the open, and whether a report is signed by whoever
/// publishes the keys. Keeps no token. Safe for use by many threads.
public final class LeakDesk {
  private static final long VERSION_8 = 0x8000;
  private static final long VERSION_MASK = ~0xf000L;
  private static final long VARIANT = 1L << 63;
  private static final long VARIANT_MASK = ~(3L << 62);

  private final Directory directory;
  private final Digester digester;
  private final @Nullable PublishedKeys keys;
  private final LongAdder known = new LongAdder();
  private final LongAdder unknown = new LongAdder();

  /// @param digester is used by this object alone
  /// @param keys who may report from outside; null for nobody
  public LeakDesk(Directory directory, Digester digester, @Nullable PublishedKeys keys) {
    this.directory = directory;
    this.digester = digester;
    this.keys = keys;
  }

  /// Whether anybody may report from outside.
  public boolean isOpen() {
    return keys != null;
  }

  /// Whether the body is signed with the published key of that name (ECDSA, SHA-256).
  ///
  /// @throws IOException if the published keys cannot be had
  public boolean isSigned(String keyName, String signature, byte[] body) throws IOException {
    PublicKey key = keys == null ? null : keys.find(keyName);
    if (key == null) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("SHA256withECDSA");
      check.initVerify(key);
      check.update(body);
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (SignatureException | IllegalArgumentException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no ECDSA (expected: Java 25)", e);
    }
  }

  /// The key of the account that has the token; null where none has.
  public @Nullable ApiKey find(AccountName account, AppToken token) {
    ApiKey key = holder(account, token);
    (key == null ? unknown : known).increment();
    return key;
  }

  /// The key of any account that has the token; null where none has.
  public @Nullable ApiKey find(AppToken token) {
    for (Account account : directory.accounts()) {
      ApiKey key = holder(account.name(), token);
      if (key != null) {
        known.increment();
        return key;
      }
    }
    unknown.increment();
    return null;
  }

  private @Nullable ApiKey holder(AccountName account, AppToken token) {
    return directory.holderOf(account, alone(account, token));
  }

  private TokenDigest alone(AccountName account, AppToken token) {
    synchronized (digester) {
      return digester.alone(account, token);
    }
  }

  /// What names the report of the token at that place, however often it comes.
  public UUID id(ApiKey key, AppToken token, String url) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update(alone(key.account(), token).toBytes());
      ByteBuffer bytes = ByteBuffer.wrap(hash.digest(url.getBytes(StandardCharsets.UTF_8)));
      return new UUID(
          bytes.getLong() & VERSION_MASK | VERSION_8, bytes.getLong() & VARIANT_MASK | VARIANT);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  /// Writes how many reports there were, in the text format that Prometheus reads.
  public void writePrometheus(StringBuilder out) {
    out.append("# HELP counterfoil_leak_reports_total Reported tokens by whether they are ours.\n")
        .append("# TYPE counterfoil_leak_reports_total counter\n")
        .append("counterfoil_leak_reports_total{token=\"known\"} ")
        .append(known.sum())
        .append("\ncounterfoil_leak_reports_total{token=\"unknown\"} ")
        .append(unknown.sum())
        .append('\n');
  }
}

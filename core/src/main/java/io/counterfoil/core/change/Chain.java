package io.counterfoil.core.change;

import io.counterfoil.core.account.Revision;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The hash chain over all commits: `SHA-256(previous hash || number and audit entry || SHA-256 of
/// the changes)`, each in the bytes of [ChangeCodec]. Whoever keeps the newest hash can tell
/// whether any earlier entry was altered, removed or moved; the entries prove themselves without
/// the changes, which nobody outside may see.
final class Chain {
  private Chain() {}

  static Revision next(Revision previous, AuditEntry audit, List<Change> changes) {
    return next(previous, audit, digestOf(ChangeCodec.encode(changes)));
  }

  static Revision next(Revision previous, AuditEntry audit, String changesHash) {
    long number = previous.number() + 1;
    MessageDigest digest = sha256();
    digest.update(previous.hashBytes());
    digest.update(ChangeCodec.encode(number, audit));
    digest.update(HexFormat.of().parseHex(changesHash));
    return new Revision(number, HexFormat.of().formatHex(digest.digest()));
  }

  /// The hash that a commit carries on in place of its changes, as lower-case hex.
  static String digestOf(byte[] changes) {
    return HexFormat.of().formatHex(sha256().digest(changes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }
}

package io.counterfoil.core.change;

import io.counterfoil.core.account.Revision;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The hash chain over all commits: `SHA-256(previous hash || number || audit entry || changes)`,
/// each in the bytes of [ChangeCodec]. Whoever keeps the newest hash can tell whether any earlier
/// entry was altered, removed or moved.
final class Chain {
  private Chain() {}

  static Revision next(Revision previous, AuditEntry audit, List<Change> changes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(previous.hashBytes());
      digest.update(ChangeCodec.encode(previous.number() + 1, audit));
      digest.update(ChangeCodec.encode(changes));
      return new Revision(previous.number() + 1, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }
}

package io.counterfoil.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.core.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// Writes audit entries as newline-delimited JSON, oldest first. The first line says at which
/// signed head it was written; the last one, signed too, what stands between: a file that breaks
/// off has none.
public final class AuditExport {
  private static final int PAGE = 1_000;

  private final Store store;
  private final AuditKey key;

  /// An export of the store's entries, signed with the key.
  public AuditExport(Store store, AuditKey key) {
    this.store = store;
    this.key = key;
  }

  /// Writes every entry up to the head of this moment that the filter wants. A page at a time is in
  /// memory.
  public void write(AuditFilter filter, Instant at, OutputStream out) throws IOException {
    SignedHead head = SignedHead.sign(key, store.head(), at);
    boolean whole = filter.isAll();
    var first = JsonNodeFactory.instance.objectNode().put("whole", whole);
    first.set("head", head.toJson());
    line(first, out);
    MessageDigest digest = sha256();
    long entries = 0;
    long after = 0;
    List<ChainedEntry> page;
    do {
      page = store.auditAfter(filter, after, PAGE);
      for (ChainedEntry entry : page) {
        after = entry.revision().number();
        if (after <= head.revision().number()) {
          digest.update(line(AuditLine.of(entry), out));
          entries++;
        }
      }
    } while (page.size() == PAGE && after < head.revision().number());
    String hash = HexFormat.of().formatHex(digest.digest());
    line(
        JsonNodeFactory.instance
            .objectNode()
            .put("entries", entries)
            .put("sha256", hash)
            .put("signature", key.sign(text(head, whole, entries, hash))),
        out);
  }

  private static byte[] line(JsonNode json, OutputStream out) throws IOException {
    byte[] line = (json + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(line);
    return line;
  }

  /// What the signature of the last line is of.
  static String text(SignedHead head, boolean whole, long entries, String hash) {
    return "counterfoil audit export 1\n"
        + head.signature()
        + "\n"
        + (whole ? "whole" : "some")
        + "\n"
        + entries
        + "\n"
        + hash
        + "\n";
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }
}

package io.counterfoil.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.core.account.Revision;
import java.time.Instant;

/// The newest revision of an audit log at an instant, signed. Kept elsewhere, it proves later that
/// nothing up to it was cut off or rewritten.
///
/// @param publicKey of whoever signed
/// @param signature of [#text]
public record SignedHead(Revision revision, Instant at, String publicKey, String signature) {
  /// Signs the revision.
  public static SignedHead sign(AuditKey key, Revision revision, Instant at) {
    return new SignedHead(revision, at, key.publicKey(), key.sign(text(revision, at)));
  }

  private static String text(Revision revision, Instant at) {
    return "counterfoil audit head 1\n"
        + revision.number()
        + "\n"
        + revision.hash()
        + "\n"
        + at.toEpochMilli()
        + "\n";
  }

  /// Whether its key signed exactly this.
  public boolean isSigned() {
    return AuditKey.verifies(publicKey, text(revision, at), signature);
  }

  /// It as JSON.
  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("revision", revision.number())
        .put("hash", revision.hash())
        .put("at", at.toString())
        .put("publicKey", publicKey)
        .put("signature", signature);
  }

  /// What [#toJson] wrote.
  ///
  /// @throws IllegalArgumentException if it is anything else
  public static SignedHead of(JsonNode json) {
    return new SignedHead(
        new Revision(json.path("revision").asLong(-1), json.path("hash").asText()),
        AuditLine.instant(json.path("at")),
        json.path("publicKey").asText(),
        json.path("signature").asText());
  }
}

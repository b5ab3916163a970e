package io.counterfoil.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.ChainedEntry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An audit entry as a JSON object: in lists, and a line each in exports.
public final class AuditLine {
  private AuditLine() {}

  /// The entry as JSON.
  public static ObjectNode of(ChainedEntry chained) {
    AuditEntry entry = chained.entry();
    AccountName account = entry.account();
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("revision", chained.revision().number())
            .put("at", entry.at().toString())
            .put("account", account == null ? null : account.value())
            .put("actor", entry.actor())
            .put("action", entry.action())
            .put("target", entry.target());
    entry.sortedBefore().forEach(line.putObject("before")::put);
    entry.sortedAfter().forEach(line.putObject("after")::put);
    return line.put("requestId", entry.requestId())
        .put("address", entry.address())
        .put("previousHash", chained.previousHash())
        .put("changesHash", chained.changesHash())
        .put("hash", chained.revision().hash());
  }

  /// What [#of] wrote.
  ///
  /// @throws IllegalArgumentException if it is anything else
  public static ChainedEntry read(JsonNode line) {
    @Nullable String account = absentOrText(line, "account");
    return new ChainedEntry(
        new Revision(line.path("revision").asLong(-1), text(line, "hash")),
        text(line, "previousHash"),
        new AuditEntry(
            instant(line.path("at")),
            account == null ? null : new AccountName(account),
            text(line, "actor"),
            text(line, "action"),
            text(line, "target"),
            fields(line.path("before")),
            fields(line.path("after")),
            text(line, "requestId"),
            absentOrText(line, "address")),
        text(line, "changesHash"));
  }

  static Instant instant(JsonNode value) {
    try {
      return Instant.parse(value.asText());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("at: (expected: a time)", e);
    }
  }

  private static String text(JsonNode line, String name) {
    if (!line.path(name).isTextual()) {
      throw new IllegalArgumentException(name + ": (expected: a text)");
    }
    return line.path(name).textValue();
  }

  private static @Nullable String absentOrText(JsonNode line, String name) {
    return line.path(name).isNull() ? null : text(line, name);
  }

  private static Map<String, String> fields(JsonNode object) {
    Map<String, String> fields = new TreeMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), text(object, field.getKey())));
    return fields;
  }
}

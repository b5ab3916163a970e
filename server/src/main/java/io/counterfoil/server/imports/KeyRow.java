package io.counterfoil.server.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.ForeignHash;
import io.counterfoil.core.key.ImportedKey;
import io.counterfoil.core.key.ImportedTokens;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.role.RoleId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes keys of the rows of one request. Belongs to one thread.
public final class KeyRow {
  private static final List<String> FIELDS =
      List.of(
          "appKey",
          "hash",
          "algorithm",
          "label",
          "roles",
          "state",
          "expiresAt",
          "createdAt",
          "tokenCreatedAt");

  private final ImportedTokens tokens;
  private final ImportedTokens.Maker maker;
  private final Map<String, RoleId> roles;
  private final byte @Nullable [] hmacKey;

  /// @param roles of the account, by name
  /// @param hmacKey the key of HMACs; null where none was given
  public KeyRow(
      ImportedTokens tokens,
      ImportedTokens.Maker maker,
      Map<String, RoleId> roles,
      byte @Nullable [] hmacKey) {
    this.tokens = tokens;
    this.maker = maker;
    this.roles = Map.copyOf(roles);
    this.hmacKey = hmacKey == null ? null : hmacKey.clone();
  }

  /// The key of the row.
  ///
  /// @throws IllegalArgumentException that says what is wrong with it, without its hash
  public ImportedKey read(int line, ObjectNode row) {
    for (String name : (Iterable<String>) row::fieldNames) {
      if (!FIELDS.contains(name)) {
        throw new IllegalArgumentException(
            "field `"
                + Quoted.text(name)
                + "` is unknown (expected: "
                + String.join(", ", FIELDS)
                + ")");
      }
    }
    AppKey appKey = new AppKey(text(row, "appKey"));
    @Nullable String label = optional(row, "label");
    Counterpart counterpart;
    SealedHash sealed = null;
    switch (ReadHash.of(optional(row, "algorithm"), text(row, "hash"), hmacKey)) {
      case ReadHash.Sha256(var sha256) -> counterpart = maker.ofSha256(appKey, sha256.toBytes());
      case ReadHash.Foreign(ForeignHash hash) -> {
        counterpart = maker.placeholder(appKey, hash);
        sealed = tokens.seal(appKey, hash);
      }
    }
    Instant made = instant(row, "createdAt");
    Instant issued = instant(row, "tokenCreatedAt");
    if (issued == null) {
      issued = made;
    }
    return new ImportedKey(
        line,
        appKey,
        label == null ? shortened(appKey.value()) : label,
        active(optional(row, "state")),
        roles(row.path("roles")),
        instant(row, "expiresAt"),
        made,
        issued == null ? counterpart : counterpart.issuedAt(issued),
        sealed);
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), ApiKey.LONGEST_LABEL));
  }

  private static boolean active(@Nullable String state) {
    if (state == null || state.equals("active")) {
      return true;
    }
    if (state.equals("inactive")) {
      return false;
    }
    throw new IllegalArgumentException("state: (expected: active or inactive)");
  }

  /// Numbers or exact names: an array of JSON, or one text with `|` between them.
  private Set<RoleId> roles(JsonNode written) {
    Set<RoleId> found = new HashSet<>();
    if (written.isTextual()) {
      for (String each : written.textValue().split("\\|", -1)) {
        found.add(role(each.strip()));
      }
    } else if (written.isArray()) {
      written.forEach(each -> found.add(role(each.asText())));
    } else if (!written.isMissingNode() && !written.isNull()) {
      throw new IllegalArgumentException("roles: (expected: numbers or names of roles)");
    }
    return found;
  }

  private RoleId role(String text) {
    if (text.matches("\\d{1,9}")) {
      return new RoleId(Integer.parseInt(text));
    }
    RoleId named = roles.get(text);
    if (named == null) {
      throw new IllegalArgumentException(
          "roles: `" + Quoted.text(text) + "` is not one of the account's; letter case counts");
    }
    return named;
  }

  private static String text(ObjectNode row, String name) {
    String text = optional(row, name);
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException(name + ": missing (expected: a text)");
    }
    return text;
  }

  private static @Nullable String optional(ObjectNode row, String name) {
    JsonNode value = row.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException(name + ": (expected: a text without control characters)");
    }
    return value.textValue();
  }

  private static @Nullable Instant instant(ObjectNode row, String name) {
    String text = optional(row, name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + ": `" + Quoted.text(text) + "` (expected: a time such as 2027-01-31T00:00:00Z)",
          e);
    }
  }
}

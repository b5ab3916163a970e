package io.counterfoil.server.export;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An account's keys as two tables: those that it generated, and those of other accounts that it
/// added. Columns as VTEX's own export has them (help center, "Exporting API keys").
public final class KeyExport {
  private static final List<String> GENERATED =
      List.of(
          "id",
          "keyName",
          "roles",
          "label",
          "creationDate",
          "creationDateToken",
          "creationDateNewToken",
          "status");
  private static final List<String> EXTERNAL =
      List.of("id", "keyName", "roles", "account", "addedDate", "status");

  private final Directory directory;
  private final Store store;

  /// An export of what the directory knows; the store's audit log knows when a key was added.
  public KeyExport(Directory directory, Store store) {
    this.directory = directory;
    this.store = store;
  }

  /// The columns of both tables, each once.
  public static List<String> columns() {
    return Stream.concat(GENERATED.stream(), EXTERNAL.stream()).distinct().toList();
  }

  /// Writes both tables.
  public void write(AccountName account, Sheets sheets) throws IOException {
    sheets.begin("Generated", GENERATED);
    for (ApiKey key : directory.keysOf(account)) {
      sheets.row(generated(account, key));
    }
    sheets.begin("External", EXTERNAL);
    for (ApiKey key : external(account)) {
      sheets.row(
          List.of(
              key.id().toString(),
              key.appKey().value(),
              roles(account, key),
              key.account().value(),
              addedAt(account, key),
              state(key)));
    }
  }

  private List<String> generated(AccountName account, ApiKey key) {
    Instant fresh =
        key.tokens() instanceof Tokens.Renewing(_, var newer) ? newer.createdAt() : null;
    return List.of(
        key.id().toString(),
        key.appKey().value(),
        roles(account, key),
        key.label(),
        key.createdAt().toString(),
        key.tokens().live().getFirst().createdAt().toString(),
        fresh == null ? "" : fresh.toString(),
        state(key));
  }

  private List<ApiKey> external(AccountName account) {
    return directory.grants(account).stream()
        .map(grant -> grant.holder() instanceof Holder.OfKey(var id) ? directory.key(id) : null)
        .filter(Objects::nonNull)
        .filter(key -> !key.account().equals(account))
        .sorted((one, other) -> one.appKey().value().compareTo(other.appKey().value()))
        .toList();
  }

  private String roles(AccountName account, ApiKey key) {
    @Nullable Grant grant = directory.grant(account, new Holder.OfKey(key.id()));
    return grant == null
        ? ""
        : grant.roles().stream()
            .map(id -> directory.role(account, id))
            .filter(Objects::nonNull)
            .map(Role::name)
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private String addedAt(AccountName account, ApiKey key) {
    var filter = new AuditFilter(account, null, "key.added", "key:" + key.appKey(), null, null);
    return store.audit(filter, Long.MAX_VALUE, 1).stream()
        .map(entry -> entry.entry().at().toString())
        .findFirst()
        .orElse("");
  }

  private static String state(ApiKey key) {
    return key.state().name().toLowerCase(Locale.ROOT);
  }
}

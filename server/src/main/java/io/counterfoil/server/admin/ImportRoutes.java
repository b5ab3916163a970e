package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.ImportCommand;
import io.counterfoil.core.change.ImportReport;
import io.counterfoil.core.change.ImportReport.Mistake;
import io.counterfoil.core.key.ImportedKey;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.imports.ImportRows;
import io.counterfoil.server.imports.KeyRow;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings keys of other systems in: a request at a time, whole or not at all.
final class ImportRoutes {
  /// How many lines a request may have.
  static final int MOST_LINES = 5_000;

  private static final int MOST_MISTAKES = 1_000;
  private static final String HMAC_KEY = "X-Counterfoil-Hmac-Key";

  private final Parts parts;

  ImportRoutes(Parts parts) {
    this.parts = parts;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/v1/accounts/{account}/imports/keys", this::importKeys);
  }

  /// What was read of a request.
  private record Read(int lines, List<ImportedKey> keys, List<Mistake> mistakes) {}

  private void importKeys(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.IMPORT)) {
      return;
    }
    boolean dryRun = exchange.context().request().getParam("dryRun", "false").equals("true");
    Read read = read(exchange, account);
    exchange.execute(
        new ImportCommand.ImportKeys(account, read.keys(), dryRun || !read.mistakes().isEmpty()),
        result -> {
          if (result instanceof Outcome.Result.OfImport(var report)) {
            answer(exchange, dryRun, read, report);
          }
        });
  }

  private void answer(Exchange exchange, boolean dryRun, Read read, ImportReport report) {
    List<Mistake> mistakes = new ArrayList<>(read.mistakes());
    mistakes.addAll(report.mistakes());
    mistakes.sort(Comparator.comparingInt(Mistake::line));
    JsonArray shown = new JsonArray();
    mistakes.stream()
        .limit(MOST_MISTAKES)
        .forEach(
            each -> shown.add(new JsonObject().put("line", each.line()).put("what", each.what())));
    if (mistakes.isEmpty() || dryRun) {
      exchange.ok(
          new JsonObject()
              .put("dryRun", dryRun)
              .put("lines", read.lines())
              .put("imported", report.imported())
              .put("unchanged", report.unchanged())
              .put("mistaken", mistakes.size())
              .put("mistakes", shown));
      return;
    }
    Mistake first = mistakes.getFirst();
    exchange.problem(
        400,
        new JsonObject()
            .put("type", "about:blank")
            .put("title", "invalid value")
            .put("status", 400)
            .put(
                "detail",
                mistakes.size()
                    + " of "
                    + read.lines()
                    + " lines cannot be imported, so none was; the first is line "
                    + first.line()
                    + ": "
                    + first.what())
            .put("code", "invalid_value")
            .put("mistaken", mistakes.size())
            .put("mistakes", shown));
  }

  private Read read(Exchange exchange, AccountName account) {
    var body = exchange.context().body().buffer();
    if (body == null || body.length() == 0) {
      throw new BadRequestException("body: empty (expected: keys, one a line)");
    }
    KeyRow reader =
        new KeyRow(
            parts.importedTokens(),
            parts
                .importedTokens()
                .maker(account, parts.clock().instant().truncatedTo(ChronoUnit.MILLIS)),
            rolesByName(account),
            hmacKey(exchange));
    Read read = new Read(0, new ArrayList<>(), new ArrayList<>());
    int lines = 0;
    try (ImportRows rows = rows(exchange, new ByteArrayInputStream(body.getBytes()))) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        if (++lines > MOST_LINES) {
          throw new BadRequestException(
              413,
              "body: more than "
                  + MOST_LINES
                  + " lines (expected: at most that); send it in parts");
        }
        take(row, reader, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be read", e);
    }
    return new Read(lines, read.keys(), read.mistakes());
  }

  private static void take(ImportRows.Row row, KeyRow reader, Read into) {
    var fields = row.fields();
    try {
      if (fields == null) {
        into.mistakes().add(new Mistake(row.line(), String.valueOf(row.flaw())));
      } else {
        into.keys().add(reader.read(row.line(), fields));
      }
    } catch (IllegalArgumentException e) {
      into.mistakes().add(new Mistake(row.line(), String.valueOf(e.getMessage())));
    }
  }

  private static ImportRows rows(Exchange exchange, InputStream in) throws IOException {
    String type = exchange.context().request().getHeader("Content-Type");
    if (type != null && type.startsWith("text/csv")) {
      return ImportRows.csv(in);
    }
    if (type != null && type.startsWith("application/x-ndjson")) {
      return ImportRows.ndjson(in);
    }
    throw new BadRequestException(
        415, "Content-Type: (expected: text/csv or application/x-ndjson)");
  }

  private Map<String, RoleId> rolesByName(AccountName account) {
    Map<String, RoleId> byName = new HashMap<>();
    for (Role role : parts.directory().roles(account)) {
      byName.put(role.name(), role.id());
    }
    return byName;
  }

  private static byte @Nullable [] hmacKey(Exchange exchange) {
    String text = exchange.context().request().getHeader(HMAC_KEY);
    try {
      byte[] key = text == null ? null : Base64.getDecoder().decode(text.strip());
      if (key == null || key.length > 0 && key.length <= 256) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // said below, without the key
    }
    throw new BadRequestException(HMAC_KEY + ": (expected: 1 to 256 bytes in base64)");
  }
}

package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.export.CsvSheets;
import io.counterfoil.server.export.KeyExport;
import io.counterfoil.server.export.Sheets;
import io.counterfoil.server.export.UserExport;
import io.counterfoil.server.export.XlsxSheets;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.OutputStream;

/// An account's lists as files.
final class ExportRoutes {
  private static final String EXPORTS = "/v1/accounts/{account}/exports";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final KeyExport keys;
  private final UserExport users;

  ExportRoutes(Parts parts) {
    keys = new KeyExport(parts.directory(), parts.store());
    users = new UserExport(parts.directory());
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, EXPORTS + "/users.csv", this::users);
    routes.add(
        HttpMethod.GET,
        EXPORTS + "/keys.xlsx",
        exchange -> answer(exchange, XLSX, "keys.xlsx", XlsxSheets::new));
    routes.add(
        HttpMethod.GET,
        EXPORTS + "/keys.csv",
        exchange ->
            answer(
                exchange,
                "text/csv; charset=utf-8",
                "keys.csv",
                out -> new CsvSheets(out, "kind", KeyExport.columns())));
  }

  private void users(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.USERS)) {
      exchange.stream(
          "text/csv; charset=utf-8", account + "-users.csv", out -> users.write(account, out));
    }
  }

  /// Begins a file of some format.
  private interface Format {
    Sheets to(OutputStream out) throws IOException;
  }

  private void answer(Exchange exchange, String type, String file, Format format) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.KEYS)) {
      exchange.stream(
          type,
          account + "-" + file,
          out -> {
            Sheets sheets = format.to(out);
            keys.write(account, sheets);
            sheets.close();
          });
    }
  }
}

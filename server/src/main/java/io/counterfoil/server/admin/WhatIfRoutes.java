package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;

/// What a change would do to those who call, before it is made.
final class WhatIfRoutes {
  private final Parts parts;

  WhatIfRoutes(Parts parts) {
    this.parts = parts;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/v1/accounts/{account}/what-if", this::whatIf);
  }

  private void whatIf(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.KEYS)) {
      Body body = Body.object(exchange.context(), SupposedChange.FIELDS);
      exchange.effects(SupposedChange.read(parts.directory(), account, body), account);
    }
  }
}

package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountRules;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.account.OnLeak;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.RenewalPeriod;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.LeakCommand;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Accounts and their rules.
final class AccountRoutes {
  private static final String ACCOUNT = "/v1/accounts/{account}";
  private static final String FACTOR = "secondFactorRequired";
  private static final String KEEP = "keepRefusals";
  private static final String STALENESS = "maxStalenessMinutes";
  private static final List<String> FIELDS =
      List.of("state", "keyCreation", "onLeak", "hosts", "renewalPeriod", STALENESS, FACTOR, KEEP);

  private final Parts parts;
  private final View view;

  AccountRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, "/v1/accounts", this::list);
    routes.add(HttpMethod.POST, "/v1/accounts", this::create);
    routes.add(HttpMethod.GET, ACCOUNT, this::show);
    routes.add(HttpMethod.PATCH, ACCOUNT, this::change);
  }

  private void list(Exchange exchange) {
    if (exchange.isOperator()) {
      exchange.list(parts.directory().accounts(), view::account);
    }
  }

  private void create(Exchange exchange) {
    if (!exchange.isOperator()) {
      return;
    }
    Body body = Body.object(exchange.context(), "account", "sponsor", "hosts");
    Body sponsor = body.inner("sponsor", "email", "name", "password");
    AccountName name = new AccountName(body.text("account"));
    String called = sponsor.optionalText("name");
    exchange.run(
        new AccountCommand.CreateAccount(
            name,
            new Email(sponsor.text("email")),
            called == null ? "" : called,
            password(sponsor.optionalText("password")),
            body.texts("hosts")),
        201,
        result -> view.result(name, result));
  }

  private @Nullable PasswordHash password(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String flaw = parts.passwords().flaw(text);
    if (flaw != null) {
      throw new BadRequestException(flaw);
    }
    return parts.passwords().hash(text);
  }

  private void show(Exchange exchange) {
    AccountName name = exchange.account();
    if (exchange.may(name, Needs.ACCOUNT)) {
      AccountView found = parts.directory().account(name);
      if (found == null) {
        throw new BadRequestException(404, "account `" + name + "` does not exist");
      }
      exchange.ok(view.account(found.account()));
    }
  }

  private void change(Exchange exchange) {
    AccountName name = exchange.account();
    Body body = Body.object(exchange.context(), FIELDS.toArray(String[]::new));
    Command command = command(name, body);
    exchange.run(command, 200, result -> view.result(name, result));
  }

  private static Command command(AccountName name, Body body) {
    String state = body.optionalText("state");
    String rule = body.optionalText("keyCreation");
    String onLeak = body.optionalText("onLeak");
    Boolean factor = body.optionalFlag(FACTOR);
    Integer period = body.optionalWhole("renewalPeriod");
    Integer staleness = body.optionalWhole(STALENESS);
    long named = FIELDS.stream().filter(body::names).count();
    if (named != 1) {
      throw new BadRequestException(
          "body: " + named + " fields (expected: one of " + String.join(", ", FIELDS) + ")");
    }
    if (body.names(KEEP)) {
      Integer days = body.optionalWhole(KEEP);
      return new AccountCommand.SetRefusalDays(name, days == null ? 0 : days(days));
    }
    if (state != null) {
      return new AccountCommand.SetAccountState(
          name, constant(AccountState.class, "state", state, "active or inactive"));
    }
    if (onLeak != null) {
      return new LeakCommand.SetOnLeak(
          name, constant(OnLeak.class, "onLeak", onLeak, "quarantine or alarm"));
    }
    if (factor != null) {
      return new AccountCommand.SetSecondFactorRule(name, factor);
    }
    if (period != null) {
      return new AccountCommand.SetRenewalPeriod(name, RenewalPeriod.of(period));
    }
    if (staleness != null) {
      return new AccountCommand.SetMaxStaleness(name, new MaxStaleness(staleness));
    }
    return rule != null
        ? new AccountCommand.SetKeyCreation(
            name, constant(KeyCreation.class, "keyCreation", rule, "sponsor_only or delegated"))
        : new AccountCommand.SetHosts(name, body.texts("hosts"));
  }

  private static int days(int days) {
    if (days < 1 || days > AccountRules.LONGEST_REFUSAL_DAYS) {
      throw new BadRequestException(
          KEEP
              + ": "
              + days
              + " (expected: 1 to 30 days, or null for as many as the server was told)");
    }
    return days;
  }

  private static <E extends Enum<E>> E constant(
      Class<E> type, String field, String text, String expected) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(field + ": (expected: " + expected + ")");
    }
  }
}

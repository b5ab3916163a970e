package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.PersonCommand.NoteStep.Step;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.FirstStepActions;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// What somebody did of the first steps in an account, as far as the audit log and the decision log
/// tell: nothing is kept for it but that a refusal was read, and that the steps were put away.
final class FirstStepsRoutes {
  private static final String STEPS = "/v1/accounts/{account}/first-steps";
  private static final String CREATED = "key.created";
  private static final String KEY = "key:";
  private static final int KEYS = 20;
  private static final int REFUSALS = 200;

  private final Parts parts;
  private final View view;

  FirstStepsRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, STEPS, this::show);
    routes.add(HttpMethod.PUT, STEPS, this::note);
  }

  private void show(Exchange exchange) {
    AccountName account = exchange.account();
    User user = member(exchange, account);
    List<ApiKey> keys = keysBy(account, user);
    exchange.ok(
        new JsonObject()
            .put("key", !keys.isEmpty())
            .put("appKey", keys.isEmpty() ? null : keys.getFirst().appKey().value())
            .put("role", keys.stream().anyMatch(key -> hasRole(account, key)))
            .put("call", keys.stream().anyMatch(key -> wasCalled(account, key)))
            .put("refusal", isNoted(account, user, Step.REFUSAL_READ))
            .put("dismissed", isNoted(account, user, Step.DISMISSED)));
  }

  private void note(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "refusal", "dismissed");
    User user = member(exchange, account);
    Step step =
        Boolean.TRUE.equals(body.optionalFlag("refusal"))
            ? Step.REFUSAL_READ
            : Boolean.TRUE.equals(body.optionalFlag("dismissed")) ? Step.DISMISSED : null;
    if (step == null) {
      throw new BadRequestException("body: (expected: `refusal` or `dismissed` is true)");
    }
    if (isNoted(account, user, step)) {
      show(exchange);
      return;
    }
    OwnCommands.run(
        exchange,
        user.id(),
        new PersonCommand.NoteStep(account, user.id(), step),
        () -> show(exchange));
  }

  /// Whoever asks, if they are of the account; to anybody else it is as if there were none.
  private User member(Exchange exchange, AccountName account) {
    User user = exchange.person();
    if (parts.directory().accountsOf(user.id()).stream()
        .noneMatch(each -> each.name().equals(account))) {
      throw new BadRequestException(404, "you are in no account of that name; list yours first");
    }
    return user;
  }

  /// The latest keys that the person created and that are still there, the newest first.
  private List<ApiKey> keysBy(AccountName account, User user) {
    List<ApiKey> keys = new ArrayList<>();
    for (var entry : parts.store().audit(filter(account, user, CREATED), Long.MAX_VALUE, KEYS)) {
      String target = entry.entry().target();
      ApiKey key =
          target.startsWith(KEY)
              ? parts.directory().key(new AppKey(target.substring(KEY.length())))
              : null;
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  private boolean hasRole(AccountName account, ApiKey key) {
    return !view.roles(account, new Holder.OfKey(key.id())).isEmpty();
  }

  private boolean wasCalled(AccountName account, ApiKey key) {
    return parts.directory().lastUsed(key.id()) != null
        || parts.refusals().recent(account, REFUSALS).stream()
            .anyMatch(refusal -> key.appKey().equals(refusal.appKey()));
  }

  private boolean isNoted(AccountName account, User user, Step step) {
    return !parts
        .store()
        .audit(filter(account, user, FirstStepActions.of(step)), Long.MAX_VALUE, 1)
        .isEmpty();
  }

  private static AuditFilter filter(AccountName account, User user, String action) {
    return new AuditFilter(account, "user:" + user.email(), action, null, null, null);
  }
}

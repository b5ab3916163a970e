package io.counterfoil.server.admin;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.User;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.role.Administration;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.RoleSet;
import io.counterfoil.server.control.Deployment;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the admin API shows a person to themself.
final class WhoView {
  private final Parts parts;
  private final View view;

  WhoView(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  /// Who they are, and what they may do where.
  JsonObject who(User user, @Nullable Pass session) {
    JsonArray accounts = new JsonArray();
    for (Account account : parts.directory().accountsOf(user.id())) {
      AccountView here = parts.directory().account(account.name());
      if (here != null && account.state() == AccountState.ACTIVE) {
        accounts.add(account(here, user));
      }
    }
    return new JsonObject()
        .put(
            "user",
            new JsonObject()
                .put("id", user.id().toString())
                .put("email", user.email().value())
                .put("name", user.name()))
        .put("session", session == null ? null : session(session))
        .put(
            "secondFactor",
            new JsonObject()
                .put("state", parts.directory().signIn(user.id()).asksForFactor() ? "on" : "off"))
        .put("demo", demo())
        .put("accounts", accounts);
  }

  private @Nullable JsonObject demo() {
    Deployment deployment = parts.deployment();
    return deployment.isDemo()
        ? new JsonObject().put("kept", deployment.isKept()).put("edge", deployment.edge())
        : null;
  }

  private JsonObject account(AccountView here, User user) {
    Account account = here.account();
    Caller caller = new Caller.Person(user);
    RoleSet roles = here.rolesOf(caller);
    JsonArray rights = new JsonArray();
    for (var resource : Administration.resources()) {
      ResourceKey key = resource.key();
      if (roles != null && roles.meets(Requirement.anyOf(List.of(key)))) {
        rights.add(key.value());
      }
    }
    return new JsonObject()
        .put("account", account.name().value())
        .put("sponsor", here.isSponsor(caller))
        .put("keyCreation", View.lower(account.keyCreation()))
        .put("secondFactorRequired", parts.directory().rules(account.name()).secondFactorRequired())
        .put("roles", view.roles(account.name(), new Holder.OfUser(user.id())))
        .put("rights", rights);
  }

  private static JsonObject session(Pass session) {
    return new JsonObject()
        .put("id", session.id().toString())
        .put("createdAt", session.createdAt().toString())
        .put("expiresAt", session.expiresAt().toString())
        .put("idleUntil", session.until().toString())
        .put("how", session.by())
        .put("secondFactor", session.secondFactor());
  }

  /// One of the person's sessions, in a list of them.
  static JsonObject listed(Pass session, boolean current) {
    return session(session)
        .put("current", current)
        .put("usedAt", session.usedAt().toString())
        .put("address", session.address())
        .put("userAgent", session.userAgent());
  }
}

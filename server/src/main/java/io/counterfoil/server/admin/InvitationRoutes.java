package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.Letters.Written;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/// Inviting people. A code goes by mail to the person alone; the operator, who may have no mail
/// server, is also answered with it, to hand it over.
final class InvitationRoutes {
  private static final String USERS = "/v1/accounts/{account}/users";
  private static final String INVITATION = USERS + "/{user}/invitation";
  private static final Email NOBODY = new Email("nobody@invalid.example");

  private final Parts parts;
  private final View view;

  InvitationRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, USERS, this::create);
    routes.add(HttpMethod.POST, INVITATION, this::resend);
    routes.add(HttpMethod.DELETE, INVITATION, this::cancel);
  }

  private void create(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "email", "name", "roles", "invite");
    Email email = new Email(body.text("email"));
    String name = body.optionalText("name");
    Set<RoleId> roles = Exchange.roles(body.optionalNumbers("roles"));
    boolean invites = Boolean.TRUE.equals(body.optionalFlag("invite"));
    Written letter = parts.persons().letters().invitation(email, account, exchange.language());
    exchange.run(
        new PeopleCommand.InviteUser(
            account, email, name == null ? "" : name, roles, invites ? letter.sent() : null),
        201,
        result -> shown(exchange, account, result, letter));
  }

  private void resend(Exchange exchange) {
    AccountName account = exchange.account();
    UserId id = user(exchange, account);
    User user = parts.directory().user(id);
    Email to = user == null ? NOBODY : user.email(); // the registry refuses who is no member
    Written letter = parts.persons().letters().invitation(to, account, exchange.language());
    exchange.run(
        new PeopleCommand.ResendInvitation(account, id, letter.sent()),
        201,
        result -> shown(exchange, account, result, letter));
  }

  private void cancel(Exchange exchange) {
    AccountName account = exchange.account();
    exchange.run(
        new PeopleCommand.CancelInvitation(account, user(exchange, account)),
        204,
        result -> new JsonObject());
  }

  private static UserId user(Exchange exchange, AccountName account) {
    return new UserId(exchange.uuid(exchange.parameter("user"), "user", account));
  }

  private JsonObject shown(
      Exchange exchange, AccountName account, Outcome.Result result, Written letter) {
    JsonObject shown = view.result(account, result);
    boolean wasMade = parts.directory().pass(letter.sent().id()) != null;
    if (wasMade && exchange.isOperatorQuietly()) {
      String code = letter.code().reveal();
      String url = parts.publicUrl() + MailKind.INVITATION.page() + "#" + code;
      shown.put("code", code).put("url", url);
    }
    return shown;
  }
}

package io.counterfoil.server.admin;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.change.SponsorCommand;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.core.store.Sponsorships;
import io.counterfoil.server.audit.AuditLine;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.Letters;
import io.counterfoil.server.person.Letters.Written;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who the Sponsor of an account is, and how it comes to be somebody else: invited by the one
/// before, accepted by the other, each under the terms; or by the operator alone, with a reason.
final class SponsorRoutes {
  private static final String SPONSOR = "/v1/accounts/{account}/sponsor";
  private static final String INVITATION = SPONSOR + "/invitation";
  private static final String TERMS = "acceptTerms";
  private static final int MOST_EVENTS = 100;

  /// Stands for somebody who is not known here: the registry refuses it, but not before it has
  /// refused whoever may not ask.
  private static final UserId NOBODY = new UserId(new UUID(0, 0));

  private static final Email NOWHERE = new Email("nobody@invalid.example");

  private final Parts parts;

  SponsorRoutes(Parts parts) {
    this.parts = parts;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, SPONSOR, this::show);
    routes.add(HttpMethod.PUT, SPONSOR, this::force);
    routes.add(HttpMethod.POST, INVITATION, this::invite);
    routes.add(HttpMethod.POST, INVITATION + "/resend", this::resend);
    routes.add(HttpMethod.DELETE, INVITATION, this::cancel);
    routes.add(HttpMethod.POST, "/v1/sponsorships", this::accept);
  }

  private void show(Exchange exchange) {
    AccountName account = exchange.account();
    String terms = SponsorTerms.in(exchange.language());
    if (isInvited(exchange.personOrNull(), account)) { // with whatever rights; not to the log
      exchange.ok(shown(account).put("terms", terms));
    } else if (exchange.may(account, Needs.ACCOUNT)) {
      JsonArray log = new JsonArray();
      var filter = new AuditFilter(account, null, "sponsor.*", null, null, null);
      for (ChainedEntry entry : parts.store().audit(filter, Long.MAX_VALUE, MOST_EVENTS)) {
        log.add(new JsonObject(AuditLine.of(entry).toString()));
      }
      exchange.ok(shown(account).put("terms", terms).put("log", log));
    }
  }

  private boolean isInvited(@Nullable User user, AccountName account) {
    Pass pending = pending(account);
    return user != null && pending != null && user.id().equals(pending.user());
  }

  private JsonObject shown(AccountName account) {
    AccountView view = parts.directory().account(account);
    Pass pending = pending(account);
    return new JsonObject()
        .put("account", account.value())
        .put("sponsor", view == null ? null : person(view.account().sponsor()))
        .put("invitation", pending == null ? null : shown(pending));
  }

  private @Nullable Pass pending(AccountName account) {
    return new Sponsorships(parts.directory()).pending(account, parts.clock().instant());
  }

  private JsonObject shown(Pass pending) {
    return person(pending.user())
        .put("by", pending.by())
        .put("sentAt", pending.createdAt().toString())
        .put("expiresAt", pending.expiresAt().toString());
  }

  private JsonObject person(@Nullable UserId id) {
    User user = id == null ? null : parts.directory().user(id);
    return user == null
        ? new JsonObject()
        : new JsonObject()
            .put("id", user.id().toString())
            .put("email", user.email().value())
            .put("name", user.name());
  }

  private void invite(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "email", TERMS);
    Email to = new Email(body.text("email"));
    checkTerms(body);
    Written letter = parts.persons().letters().sponsorship(to, account, exchange.language());
    run(exchange, new SponsorCommand.InviteSponsor(account, user(to), letter.sent()), letter);
  }

  private void resend(Exchange exchange) {
    AccountName account = exchange.account();
    Pass pending = pending(account);
    User user =
        pending == null || pending.user() == null ? null : parts.directory().user(pending.user());
    Email to = user == null ? NOWHERE : user.email();
    Written letter = parts.persons().letters().sponsorship(to, account, exchange.language());
    run(exchange, new SponsorCommand.ResendSponsorship(account, letter.sent()), letter);
  }

  private void run(Exchange exchange, SponsorCommand command, Written letter) {
    AccountName account = exchange.account();
    exchange.run(
        command,
        201,
        _ -> {
          JsonObject answer = shown(account);
          if (exchange.isOperatorQuietly()) { // who may have no mail server
            String code = letter.code().reveal();
            String page = String.valueOf(MailKind.SPONSOR_INVITATION.page());
            answer.put("code", code).put("url", parts.publicUrl() + page + "#" + code);
          }
          return answer;
        });
  }

  private void cancel(Exchange exchange) {
    exchange.run(
        new SponsorCommand.CancelSponsorship(exchange.account()), 204, _ -> new JsonObject());
  }

  private void force(Exchange exchange) {
    AccountName account = exchange.account();
    Body body = Body.object(exchange.context(), "email", "reason");
    Email to = new Email(body.text("email"));
    String reason = body.text("reason");
    exchange.run(
        new SponsorCommand.ForceSponsor(
            account, user(to), reason, farewell(account, to, "the operator", reason)),
        200,
        _ -> shown(account));
  }

  private void accept(Exchange exchange) {
    User user = exchange.person();
    Body body = Body.object(exchange.context(), "code", TERMS);
    String code = body.text("code").strip();
    checkTerms(body);
    Pass invitation = parts.sessions().good(Pass.Kind.SPONSORSHIP, code);
    AccountName account = invitation == null ? null : invitation.account();
    if (invitation == null || account == null || !user.id().equals(invitation.user())) {
      throw new RejectedException(
          Problem.Code.CODE_ENDED,
          "there is no such invitation for you; sign in as whom it was sent to, or ask for another");
    }
    Mail farewell = farewell(account, user.email(), user.email().value(), "");
    var command = new PersonCommand.BecomeSponsor(account, user.id(), invitation.id(), farewell);
    OwnCommands.run(exchange, user.id(), command, () -> exchange.ok(shown(account)));
  }

  private static void checkTerms(Body body) {
    if (!Boolean.TRUE.equals(body.optionalFlag(TERMS))) {
      throw new BadRequestException(
          TERMS + ": (expected: true, once the terms that GET of the sponsor shows were read)");
    }
  }

  private UserId user(Email email) {
    User user = parts.directory().user(email);
    return user == null ? NOBODY : user.id();
  }

  private @Nullable Mail farewell(AccountName name, Email now, String by, String reason) {
    AccountView view = parts.directory().account(name);
    Account account = view == null ? null : view.account();
    User before = account == null ? null : parts.directory().user(account.sponsor());
    return before == null ? null : Letters.replaced(before.email(), name, now, by, reason);
  }
}

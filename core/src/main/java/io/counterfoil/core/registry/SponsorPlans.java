package io.counterfoil.core.registry;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.change.SentCode;
import io.counterfoil.core.change.SponsorCommand;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.Sponsorships;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plans how the one Sponsor of an account comes to be another: by an invitation that the other
/// accepts within 72 hours, or at once by the operator, who has to say why.
final class SponsorPlans {
  private static final int SHORTEST_REASON = 10;
  private static final int LONGEST_REASON = 500;

  private final Directory directory;
  private final Lookup lookup;
  private final Sponsorships sponsorships;
  private final PeoplePlans people;

  SponsorPlans(Directory directory, PeoplePlans people) {
    this.directory = directory;
    this.people = people;
    lookup = new Lookup(directory);
    sponsorships = new Sponsorships(directory);
  }

  Plan plan(SponsorCommand command, Occasion occasion) {
    return switch (command) {
      case SponsorCommand.InviteSponsor invite -> invite(invite, occasion);
      case SponsorCommand.ResendSponsorship resend -> resend(resend, occasion);
      case SponsorCommand.CancelSponsorship(var account) -> cancel(account, occasion.at());
      case SponsorCommand.ForceSponsor force -> force(force);
    };
  }

  private Plan invite(SponsorCommand.InviteSponsor command, Occasion occasion) {
    Account account = lookup.account(command.account());
    User user = candidate(account, command.user());
    Pass pending = sponsorships.pending(account.name(), occasion.at());
    if (pending != null) {
      throw new Rejection(
          Problem.Code.SPONSORSHIP_PENDING,
          "`"
              + email(pending.user())
              + "` is invited until "
              + pending.expiresAt()
              + "; wait for an answer, or cancel that first");
    }
    return sending("sponsor.transfer_started", account, user, command.code(), occasion);
  }

  private Plan resend(SponsorCommand.ResendSponsorship command, Occasion occasion) {
    Account account = lookup.account(command.account());
    Pass pending = pending(account.name(), occasion.at());
    User user = candidate(account, Objects.requireNonNull(pending.user()));
    return sending("sponsor.transfer_resent", account, user, command.code(), occasion)
        .changing(List.of(new Change.PassRemoved(pending.id())));
  }

  private Plan sending(
      String action, Account account, User user, SentCode code, Occasion occasion) {
    Pass pass =
        new Pass(
            code.id(),
            Pass.Kind.SPONSORSHIP,
            user.id(),
            account.name(),
            code.code(),
            new Pass.Making(occasion.who(), occasion.at(), false, null, ""));
    return new Plan(
            List.of(new Change.PassPut(pass)),
            action,
            "account:" + account.name(),
            Map.of("sponsor", email(account.sponsor())),
            Map.of("to", user.email().value(), "until", pass.expiresAt().toString()),
            new Result.OfAccount(account))
        .telling(InvitationPlans.signed(code.mail(), occasion));
  }

  private Plan cancel(AccountName name, Instant now) {
    Account account = lookup.account(name);
    Pass pending = pending(name, now);
    return new Plan(
        List.of(new Change.PassRemoved(pending.id())),
        "sponsor.transfer_cancelled",
        "account:" + name,
        Map.of("to", email(pending.user())),
        Map.of("sponsor", email(account.sponsor())),
        new Result.Done());
  }

  /// The invited person accepts. What the Sponsor before may do from now on is what their roles
  /// say.
  Plan accept(PersonCommand.BecomeSponsor command, Instant now) {
    Account account = lookup.account(command.account());
    Pass pending = sponsorships.pending(account.name(), now);
    if (pending == null
        || !pending.id().equals(command.spent())
        || !command.user().equals(pending.user())) {
      throw new Rejection(
          Problem.Code.CODE_ENDED,
          "the invitation was accepted, taken back, or its 72 hours have passed; ask for another");
    }
    User user = candidate(account, command.user());
    return becoming("sponsor.transfer_accepted", account, user, command.mail(), Map.of());
  }

  private Plan force(SponsorCommand.ForceSponsor command) {
    Account account = lookup.account(command.account());
    String reason = command.reason().strip();
    if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
      throw new Rejection(
          Problem.Code.INVALID_VALUE,
          "reason: "
              + reason.length()
              + " characters (expected: "
              + SHORTEST_REASON
              + " to "
              + LONGEST_REASON
              + " that say why the Sponsor cannot hand over)");
    }
    User user = candidate(account, command.user());
    return becoming(
        "sponsor.transfer_forced", account, user, command.mail(), Map.of("reason", reason));
  }

  private Plan becoming(
      String action, Account account, User user, @Nullable Mail mail, Map<String, String> more) {
    Account after = account.with(user.id());
    List<Change> changes = new ArrayList<>(sponsorships.endings(account.name()));
    changes.add(new Change.AccountPut(after));
    Map<String, String> noted = new HashMap<>(more);
    noted.put("sponsor", user.email().value());
    Plan plan =
        new Plan(
            changes,
            action,
            "account:" + account.name(),
            Map.of("sponsor", email(account.sponsor())),
            noted,
            new Result.OfAccount(after));
    return mail == null ? plan : plan.telling(mail);
  }

  /// A user of the account who is not its Sponsor yet.
  private User candidate(Account account, UserId id) {
    User user = people.member(account.name(), id);
    if (account.sponsor().equals(id)) {
      throw new Rejection(
          Problem.Code.USER_IS_SPONSOR,
          "user `" + user.email() + "` is the account's Sponsor already (expected: another user)");
    }
    return user;
  }

  private Pass pending(AccountName account, Instant now) {
    Pass pending = sponsorships.pending(account, now);
    if (pending == null) {
      throw new Rejection(
          Problem.Code.SPONSORSHIP_NOT_FOUND,
          "nobody is invited to become the Sponsor of account `" + account + "`; invite somebody");
    }
    return pending;
  }

  private String email(@Nullable UserId id) {
    User user = id == null ? null : directory.user(id);
    return user == null ? String.valueOf(id) : user.email().value();
  }
}

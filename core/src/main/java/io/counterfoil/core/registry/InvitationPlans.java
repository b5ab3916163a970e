package io.counterfoil.core.registry;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.change.SentCode;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Plans how people are invited into an account. A code goes to the person alone: one password
/// opens all their accounts, so no account's administrators may choose it.
final class InvitationPlans {
  private final Directory directory;
  private final Lookup lookup;
  private final PeoplePlans people;

  InvitationPlans(Directory directory, PeoplePlans people) {
    this.directory = directory;
    this.people = people;
    lookup = new Lookup(directory);
  }

  Plan invite(PeopleCommand.InviteUser command, Occasion occasion) {
    AccountName account = lookup.account(command.account()).name();
    User user = people.person(command.email(), command.name(), null, occasion.at());
    Holder holder = new Holder.OfUser(user.id());
    Grant before = directory.grant(account, holder);
    Set<RoleId> roles = new HashSet<>(before == null ? Set.of() : before.roles());
    roles.addAll(command.roles());
    Grant after = new Grant(account, holder, roles);
    String names = Lookup.names(lookup.roles(account, roles));
    List<Change> changes = new ArrayList<>();
    if (directory.user(user.id()) == null) {
      changes.add(new Change.UserPut(user));
    }
    if (!after.equals(before)) {
      changes.add(new Change.GrantPut(after));
    }
    SentCode code = user.password() == null ? command.code() : null;
    if (changes.isEmpty() && code == null) {
      return Plan.nothing(new Result.OfUser(user));
    }
    Map<String, String> noted = new HashMap<>(Map.of("name", user.name(), "roles", names));
    Plan plan =
        new Plan(
            changes,
            code == null ? "user.added" : "user.invited",
            target(user),
            Map.of(),
            noted,
            new Result.OfUser(user));
    return code == null ? plan : sending(plan, account, user, code, occasion);
  }

  Plan resend(PeopleCommand.ResendInvitation command, Occasion occasion) {
    AccountName account = lookup.account(command.account()).name();
    User user = people.member(account, command.user());
    if (user.password() != null) {
      throw new Rejection(
          Problem.Code.USER_HAS_PASSWORD,
          "user `" + user.email() + "` has a password already and signs in with it");
    }
    Plan plan =
        new Plan(
            List.of(), "user.invited", target(user), Map.of(), Map.of(), new Result.OfUser(user));
    return sending(plan, account, user, command.code(), occasion);
  }

  private Plan sending(
      Plan plan, AccountName account, User user, SentCode code, Occasion occasion) {
    var making = new Pass.Making(occasion.who(), occasion.at(), false, null, "");
    Pass pass = new Pass(code.id(), Pass.Kind.INVITATION, user.id(), account, code.code(), making);
    List<Change> changes = new ArrayList<>(endings(account, user.id()));
    changes.add(new Change.PassPut(pass));
    Map<String, String> after = new HashMap<>(plan.after());
    after.put("until", pass.expiresAt().toString());
    return plan.changing(changes).noting(after).telling(signed(code.mail(), occasion));
  }

  /// The mail, which also says who invites.
  static Mail signed(Mail mail, Occasion occasion) {
    Map<String, String> fields = new HashMap<>(mail.fields());
    fields.put("by", occasion.who().substring(occasion.who().indexOf(':') + 1));
    return new Mail(
        mail.to(), mail.language(), mail.kind(), fields, mail.secret(), mail.lifetime());
  }

  Plan cancel(PeopleCommand.CancelInvitation command) {
    Account account = lookup.account(command.account());
    User user = people.member(account.name(), command.user());
    List<Change> changes = new ArrayList<>(endings(account.name(), user.id()));
    if (changes.isEmpty()) {
      throw new Rejection(
          Problem.Code.INVITATION_NOT_FOUND,
          "no invitation of user `" + user.email() + "` is waiting; remove the user instead");
    }
    if (!account.sponsor().equals(user.id())) {
      changes.add(new Change.GrantRemoved(account.name(), new Holder.OfUser(user.id())));
    }
    return new Plan(
        changes,
        "user.invitation_cancelled",
        target(user),
        Map.of("name", user.name()),
        Map.of(),
        new Result.Done());
  }

  private List<Change> endings(AccountName account, UserId user) {
    return new PasswordPlans(directory).endingsIn(account, user);
  }

  private static String target(User user) {
    return "user:" + user.email();
  }
}

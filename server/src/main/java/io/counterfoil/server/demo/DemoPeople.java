package io.counterfoil.server.demo;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.PersonCommand.Shown;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.change.SponsorCommand;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.Letters;
import io.counterfoil.server.person.SecondFactors;
import io.counterfoil.server.person.Sessions;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The people of the demo: one with a second factor, one without, one who is invited, one whose
/// invitation ran out, and one who is to become the Sponsor.
final class DemoPeople {
  private static final long STEP_SECONDS = 30;
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private final DemoHands hands;
  private final DemoAccount account;
  private @Nullable User bea;
  private @Nullable User caio;

  DemoPeople(DemoHands hands, DemoAccount account) {
    this.hands = hands;
    this.account = account;
  }

  void write(DemoScript script) {
    script.daysAgo(205, this::addBea);
    script.daysAgo(90, this::addCaio);
    script.daysAgo(5, () -> invite("edu@demostore.example", "Edu Prado"));
    script.ago(Duration.ofHours(26), () -> signIn(caio(), null));
    script.ago(Duration.ofHours(20), () -> invite("dora@demostore.example", "Dora Reis"));
    script.ago(Duration.ofHours(9), () -> signIn(bea(), new Shown.ByCode(step())));
    script.ago(Duration.ofHours(7), this::inviteSponsor);
  }

  /// Who administers the account from day to day, with a second factor.
  private void addBea() {
    User added = add("bea@demostore.example", "Bea Lima");
    bea = added;
    link(added.id(), account.admin());
    SecondFactors factors = parts().persons().secondFactors();
    var person = new Actor.Person(added.id());
    hands.execute(
        new PersonCommand.StartFactor(DemoAccount.NAME, added.id(), factors.fresh(added).seed()),
        person,
        hands.office());
    hands.execute(
        new PersonCommand.ConfirmFactor(
            DemoAccount.NAME, added.id(), step(), factors.recoveryCodes(added).kept(), null),
        person,
        hands.office());
    hands.actAs(added.id());
  }

  private void addCaio() {
    User added = add("caio@demostore.example", "Caio Nunes");
    caio = added;
    link(
        added.id(),
        Set.of(
            hands.predefined(DemoAccount.READ_ONLY).id(),
            hands.predefined("Logistics - Read only").id()));
  }

  private User add(String email, String name) {
    return hands.person(new PeopleCommand.AddUser(DemoAccount.NAME, new Email(email), name));
  }

  private void link(UserId user, Set<RoleId> roles) {
    hands.act(new RoleCommand.LinkRoles(DemoAccount.NAME, new Holder.OfUser(user), roles));
  }

  private void invite(String email, String name) {
    Email to = new Email(email);
    Letters.Written letter =
        parts().persons().letters().invitation(to, DemoAccount.NAME, Language.PORTUGUESE);
    hands.act(
        new PeopleCommand.InviteUser(
            DemoAccount.NAME,
            to,
            name,
            Set.of(hands.predefined("Logistics - Read only").id()),
            letter.sent()));
  }

  /// Only the Sponsor may do that.
  private void inviteSponsor() {
    User to = caio();
    Letters.Written letter =
        parts().persons().letters().sponsorship(to.email(), DemoAccount.NAME, Language.PORTUGUESE);
    var view = Objects.requireNonNull(parts().directory().account(DemoAccount.NAME));
    hands.act(
        view.account().sponsor(),
        new SponsorCommand.InviteSponsor(DemoAccount.NAME, to.id(), letter.sent()));
  }

  private void signIn(User person, @Nullable Shown shown) {
    parts()
        .sessions()
        .open(
            new Sessions.Start(
                person.id(), DemoAccount.NAME, "password", null, null, shown, false, BROWSER),
            hands.office());
  }

  private long step() {
    return parts().clock().instant().getEpochSecond() / STEP_SECONDS;
  }

  private Parts parts() {
    return hands.parts();
  }

  private User bea() {
    return Objects.requireNonNull(bea);
  }

  private User caio() {
    return Objects.requireNonNull(caio);
  }
}

package io.counterfoil.testkit;

import static io.counterfoil.testkit.Samples.NOW;
import static io.counterfoil.testkit.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.User;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.SignIn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store promises of how people sign in: the part of [StoreSuite] that is about it.
abstract class PeopleSuite extends OutboxSuite {
  private final Samples samples = new Samples(8);

  @Test
  void passesEnd_andASecondFactorIsTakenOff() {
    User user = samples.user("ana@example.com");
    Pass session = samples.session(user, null);
    SignIn signIn = samples.signIn(user);
    commit(
        entry(null, "session.opened"),
        List.of(
            new Change.UserPut(user), new Change.SignInPut(signIn), new Change.PassPut(session)));
    commit(entry(null, "session.used"), List.of(new Change.PassPut(session.used(NOW))));
    assertThat(loaded())
        .containsExactlyInAnyOrder(
            new Change.UserPut(user),
            new Change.SignInPut(signIn),
            new Change.PassPut(session.used(NOW)));
    commit(
        entry(null, "session.ended"),
        List.of(new Change.PassRemoved(session.id()), new Change.SignInPut(signIn.with(null))));
    assertThat(loaded())
        .containsExactlyInAnyOrder(
            new Change.UserPut(user), new Change.SignInPut(signIn.with(null)));
  }

  @Test
  void anEntryMayStandForNoChangeAtAll() {
    commit(entry(null, "sign_in.failed"), List.of());
    assertThat(loaded()).isEmpty();
    assertThat(store().head().number()).isEqualTo(1);
  }

  /// What a load of the store hands over.
  final List<Change> loaded() {
    List<Change> state = new ArrayList<>();
    assertThat(store().load(state::add)).isEqualTo(store().head());
    return state;
  }
}

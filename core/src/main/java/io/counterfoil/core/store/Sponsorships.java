package io.counterfoil.core.store;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.person.Pass;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Invitations to become the Sponsor of an account: passes of its users.
public final class Sponsorships {
  private final Directory directory;

  /// Those that the directory knows.
  public Sponsorships(Directory directory) {
    this.directory = directory;
  }

  /// The one that can be accepted; null where there is none.
  public @Nullable Pass pending(AccountName account, Instant now) {
    return all(account).filter(pass -> pass.isGoodAt(now)).findFirst().orElse(null);
  }

  /// What ends them all.
  public List<Change> endings(AccountName account) {
    return all(account).map(pass -> (Change) new Change.PassRemoved(pass.id())).toList();
  }

  private Stream<Pass> all(AccountName account) {
    return directory.people().grants(account).stream()
        .flatMap(grant ->
            grant.holder() instanceof Holder.OfUser(var user)
                ? directory.passesOf(user).stream()
                : Stream.empty())
        .filter(pass -> pass.kind() == Pass.Kind.SPONSORSHIP && account.equals(pass.account()));
  }
}

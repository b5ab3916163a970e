package io.counterfoil.core.feed;

import io.counterfoil.core.account.User;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.person.SignIn;
import io.counterfoil.core.token.SigningKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Leaves out of changes what no verifier needs: passwords, second factors, sessions, links, what
/// webhooks and access tokens are signed with. What a machine does not have cannot be taken from
/// it.
public final class Redaction {
  private static final SealedSecret NOTHING = SealedSecret.of(new byte[0]);

  private Redaction() {}

  /// What verifiers are told of the changes; it may be nothing.
  public static List<Change> forVerifiers(List<Change> changes) {
    return changes.stream().map(Redaction::of).filter(Objects::nonNull).toList();
  }

  private static @Nullable Change of(Change change) {
    return switch (change) {
      case Change.SignInPut(var signIn) ->
          new Change.SignInPut(new SignIn(signIn.user(), null, signIn.validFrom(), null));
      case Change.UserPut(var user) ->
          new Change.UserPut(
              new User(user.id(), user.email(), user.name(), null, user.createdAt()));
      case Change.SigningKeyPut(var key) ->
          new Change.SigningKeyPut(
              new SigningKey(key.id(), key.publicKey(), NOTHING, key.createdAt(), key.signsFrom()));
      case Change.Aside _ -> null;
      case Change told -> told;
    };
  }
}

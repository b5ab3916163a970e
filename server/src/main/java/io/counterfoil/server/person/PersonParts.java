package io.counterfoil.server.person;

import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.registry.Registry;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.oidc.OidcClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What signs people in. Each part is safe for use by many threads.
///
/// @param sessions browsers that are signed in
/// @param failures who fails to sign in
/// @param letters writes mails that carry codes
/// @param mailedKeys digits that are mailed to sign in with
/// @param secondFactors authenticator apps
/// @param oidc an identity provider that people may sign in with; null for none
public record PersonParts(
    Sessions sessions,
    SignInFailures failures,
    Letters letters,
    MailedKeys mailedKeys,
    SecondFactors secondFactors,
    @Nullable OidcClient oidc) {

  /// The same with that identity provider.
  public PersonParts with(@Nullable OidcClient provider) {
    return new PersonParts(sessions, failures, letters, mailedKeys, secondFactors, provider);
  }

  /// All of them but an identity provider, over one registry.
  public static PersonParts of(
      Directory directory,
      Registry registry,
      Pepper pepper,
      InstantSource clock,
      SecureRandom random) {
    OutboxSeal seal = new OutboxSeal(pepper);
    Letters letters = new Letters(seal, random);
    ShortCodes codes = new ShortCodes(pepper);
    Sessions sessions = new Sessions(directory, registry, letters, clock, random);
    return new PersonParts(
        sessions,
        new SignInFailures(directory, registry),
        letters,
        new MailedKeys(directory, registry, letters, codes, clock, random),
        new SecondFactors(directory, sessions, codes, seal, clock, random),
        null);
  }
}

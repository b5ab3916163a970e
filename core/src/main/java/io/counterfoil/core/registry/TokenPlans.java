package io.counterfoil.core.registry;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.TokenCommand;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.AccessTokens;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.token.RevokedToken;
import io.counterfoil.core.token.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Plans what is done about access tokens.
final class TokenPlans {
  /// The key that signs, the one that did before, and the one that will.
  private static final int MOST_KEYS = 3;

  private static final int MOST_FORGOTTEN = 200;

  private final AccessTokens tokens;

  TokenPlans(Directory directory) {
    tokens = directory.accessTokens();
  }

  Plan plan(TokenCommand command, Instant now) {
    return switch (command) {
      case TokenCommand.AddSigningKey(var key, var atOnce) -> add(key, atOnce);
      case TokenCommand.RevokeAccessToken(_, var token) -> revoke(token, now);
    };
  }

  private Plan add(SigningKey key, boolean atOnce) {
    List<SigningKey> before = tokens.signingKeys();
    int kept = atOnce ? 0 : Math.min(before.size(), MOST_KEYS - 1);
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.SigningKeyPut(key));
    before
        .subList(0, before.size() - kept)
        .forEach(old -> changes.add(new Change.SigningKeyRemoved(old.id())));
    return new Plan(
        changes,
        "signing_key.added",
        "signing_key:" + key.id(),
        Map.of(),
        Map.of(
            "signsFrom",
            key.signsFrom().toString(),
            "removed",
            Integer.toString(changes.size() - 1)),
        new Result.Done());
  }

  private Plan revoke(RevokedToken token, Instant now) {
    if (tokens.isRevoked(token.id()) || !now.isBefore(token.until())) {
      return Plan.nothing(new Result.Done());
    }
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.AccessTokenRevoked(token));
    for (UUID outdated : tokens.outdated(now, MOST_FORGOTTEN)) {
      changes.add(new Change.RevocationForgotten(outdated));
    }
    return new Plan(
        changes,
        "access_token.revoked",
        "key:" + token.holder(),
        Map.of(),
        Map.of("id", token.id().toString(), "until", token.until().toString()),
        new Result.Done());
  }
}

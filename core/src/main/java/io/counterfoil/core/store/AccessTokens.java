package io.counterfoil.core.store;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.token.RevokedToken;
import io.counterfoil.core.token.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// What access tokens are signed with, and which were taken back before their time. One thread
/// writes, any may read.
public final class AccessTokens {
  private static final Comparator<SigningKey> OLDEST_FIRST =
      Comparator.comparing(SigningKey::signsFrom).thenComparing(SigningKey::id);

  private final Map<UUID, RevokedToken> revoked = new ConcurrentHashMap<>();
  private volatile List<SigningKey> keys = List.of();

  AccessTokens() {}

  void apply(Change.OfTokens change) {
    switch (change) {
      case Change.SigningKeyPut(var key) -> keys = with(key);
      case Change.SigningKeyRemoved(var id) -> keys = without(id);
      case Change.AccessTokenRevoked(var token) -> revoked.put(token.id(), token);
      case Change.RevocationForgotten(var id) -> revoked.remove(id);
    }
  }

  private List<SigningKey> with(SigningKey key) {
    List<SigningKey> more = new ArrayList<>(without(key.id()));
    more.add(key);
    more.sort(OLDEST_FIRST);
    return List.copyOf(more);
  }

  private List<SigningKey> without(String id) {
    return keys.stream().filter(key -> !key.id().equals(id)).toList();
  }

  /// Every key that signs, did so lately, or soon will, the oldest first. The list is the same one
  /// until that changes.
  public List<SigningKey> signingKeys() {
    return keys;
  }

  /// Whether the token of that id was taken back.
  public boolean isRevoked(UUID id) {
    return revoked.containsKey(id);
  }

  /// Tokens that have expired since they were taken back, a few of them.
  public List<UUID> outdated(Instant now, int most) {
    return revoked.values().stream()
        .filter(token -> !now.isBefore(token.until()))
        .map(RevokedToken::id)
        .limit(most)
        .toList();
  }

  /// Changes that build it from nothing.
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    keys.forEach(key -> changes.add(new Change.SigningKeyPut(key)));
    revoked.values().forEach(token -> changes.add(new Change.AccessTokenRevoked(token)));
    return changes;
  }
}

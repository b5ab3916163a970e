package io.counterfoil.core.store;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.TokenDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every key, found by pair, by name, by id and by account. One thread writes, any may read.
final class Keys {
  private final Map<TokenDigest, ApiKey> byPair = new ConcurrentHashMap<>();
  private final Map<TokenDigest, ApiKey> byTokenAlone = new ConcurrentHashMap<>();
  private final Map<AppKey, ApiKey> byName = new ConcurrentHashMap<>();
  private final Map<String, List<AppKey>> namesByFold = new ConcurrentHashMap<>();
  private final Map<KeyId, ApiKey> byId = new ConcurrentHashMap<>();
  private final Map<AccountName, ConcurrentNavigableMap<Place, ApiKey>> byAccount =
      new ConcurrentHashMap<>();

  /// Where a key stands among those of its account.
  private record Place(Instant createdAt, KeyId id) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::createdAt).thenComparing(place -> place.id().value());

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /// Adds the key or replaces what was known of it. What admits is removed before what is new
  /// admits, so that no reader finds a pair that should be dead.
  void put(ApiKey key) {
    ApiKey before = byId.put(key.id(), key);
    boolean inUse = key.state() != KeyState.DELETED;
    if (before != null) {
      for (Counterpart counterpart : before.tokens().live()) {
        if (!inUse || !key.tokens().live().contains(counterpart)) {
          byPair.remove(counterpart.pair());
          byTokenAlone.remove(counterpart.alone(), before);
        }
      }
    }
    byName.put(key.appKey(), key);
    namesByFold.merge(fold(key.appKey()), List.of(key.appKey()), Keys::union);
    var siblings =
        byAccount.computeIfAbsent(key.account(), account -> new ConcurrentSkipListMap<>());
    Place place = new Place(key.createdAt(), key.id());
    if (inUse) {
      siblings.put(place, key);
      for (Counterpart counterpart : key.tokens().live()) {
        byTokenAlone.put(counterpart.alone(), key);
        byPair.put(counterpart.pair(), key);
      }
    } else {
      siblings.remove(place);
    }
  }

  private static List<AppKey> union(List<AppKey> known, List<AppKey> more) {
    return known.containsAll(more)
        ? known
        : Stream.concat(known.stream(), more.stream()).distinct().toList();
  }

  @Nullable ApiKey find(TokenDigest pair) {
    return byPair.get(pair);
  }

  @Nullable ApiKey holderOf(TokenDigest alone) {
    return byTokenAlone.get(alone);
  }

  @Nullable ApiKey inUse(AppKey name) {
    ApiKey key = byName.get(name);
    return key == null || key.state() == KeyState.DELETED ? null : key;
  }

  @Nullable ApiKey everKnown(AppKey name) {
    return byName.get(name);
  }

  List<ApiKey> differingByCase(AppKey name) {
    return namesByFold.getOrDefault(fold(name), List.of()).stream()
        .filter(other -> !other.equals(name))
        .map(byName::get)
        .toList();
  }

  @Nullable ApiKey of(KeyId id) {
    return byId.get(id);
  }

  List<ApiKey> of(AccountName account) {
    var siblings = byAccount.get(account);
    return siblings == null ? List.of() : List.copyOf(siblings.values());
  }

  private static String fold(AppKey name) {
    return name.value().toLowerCase(Locale.ROOT);
  }
}

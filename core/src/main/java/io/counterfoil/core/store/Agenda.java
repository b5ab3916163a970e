package io.counterfoil.core.store;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.Tokens;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The keys that time will change: deleted ones that are not purged yet, and those that are being
/// renewed. One thread writes, any may read.
final class Agenda {
  private static final Comparator<ApiKey> OLDEST_FIRST =
      Comparator.comparing(ApiKey::createdAt).thenComparing(key -> key.id().value());

  private final Map<KeyId, ApiKey> deleted = new ConcurrentHashMap<>();
  private final Map<KeyId, ApiKey> renewing = new ConcurrentHashMap<>();
  private volatile long[] oldPairs = new long[0];

  void put(ApiKey key) {
    keep(deleted, key, key.isDeleted());
    boolean isRenewing = key.tokens() instanceof Tokens.Renewing && key.state() != KeyState.DELETED;
    if (isRenewing || renewing.containsKey(key.id())) {
      keep(renewing, key, isRenewing);
      oldPairs =
          renewing.values().stream()
              .mapToLong(each -> each.tokens().live().getFirst().pair().bits())
              .sorted()
              .toArray();
    }
  }

  /// Whether the pair whose digest begins with these bits is the older one of a renewal.
  boolean isOldPair(long bits) {
    return Arrays.binarySearch(oldPairs, bits) >= 0;
  }

  private static void keep(Map<KeyId, ApiKey> keys, ApiKey key, boolean belongs) {
    if (belongs) {
      keys.put(key.id(), key);
    } else {
      keys.remove(key.id());
    }
  }

  /// Changes that build it from nothing.
  List<Change> changes() {
    return Stream.concat(deleted.values().stream(), renewing.values().stream())
        .map(key -> (Change) new Change.KeyPut(key))
        .toList();
  }

  List<ApiKey> deleted() {
    return deleted.values().stream().sorted(OLDEST_FIRST).toList();
  }

  List<ApiKey> deletedOf(AccountName account) {
    return deleted().stream().filter(key -> key.account().equals(account)).toList();
  }

  List<ApiKey> renewing() {
    return renewing.values().stream().sorted(OLDEST_FIRST).toList();
  }
}

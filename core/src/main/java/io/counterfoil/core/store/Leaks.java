package io.counterfoil.core.store;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.OnLeak;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.Leak;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Tokens that were found in the open, and what accounts want done about it. One thread writes, any
/// may read.
public final class Leaks {
  private final Map<UUID, Leak> byId = new ConcurrentHashMap<>();
  private final Map<AccountName, OnLeak> rules = new ConcurrentHashMap<>();

  Leaks() {}

  void put(Leak leak) {
    byId.put(leak.id(), leak);
  }

  void put(AccountName account, OnLeak rule) {
    rules.put(account, rule);
  }

  /// What was noted under that id; null where there is nothing.
  public @Nullable Leak of(UUID id) {
    return byId.get(id);
  }

  /// What the account wants done.
  public OnLeak rule(AccountName account) {
    return rules.getOrDefault(account, OnLeak.QUARANTINE);
  }

  /// The account's, the latest first.
  public List<Leak> of(AccountName account) {
    return byId.values().stream()
        .filter(leak -> leak.account().equals(account))
        .sorted(Comparator.comparing(Leak::reportedAt).thenComparing(Leak::id).reversed())
        .toList();
  }

  /// Changes that build it from nothing.
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    rules.forEach((account, rule) -> changes.add(new Change.OnLeakPut(account, rule)));
    byId.values().forEach(leak -> changes.add(new Change.LeakPut(leak)));
    return changes;
  }
}

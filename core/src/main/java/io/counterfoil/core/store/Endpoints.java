package io.counterfoil.core.store;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every webhook. One thread writes, any may read.
final class Endpoints {
  private final Map<EndpointId, Endpoint> byId = new ConcurrentHashMap<>();
  private volatile Map<AccountName, List<Endpoint>> byAccount = Map.of();

  void put(Endpoint endpoint) {
    byId.put(endpoint.id(), endpoint);
    regroup();
  }

  void remove(EndpointId id) {
    byId.remove(id);
    regroup();
  }

  /// There are few, and they change seldom.
  private void regroup() {
    Map<AccountName, List<Endpoint>> groups = new ConcurrentHashMap<>();
    byId.values().stream()
        .sorted(Comparator.comparing(Endpoint::createdAt).thenComparing(each -> each.id().value()))
        .forEach(each ->
            groups.merge(
                each.account(),
                List.of(each),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
    byAccount = groups;
  }

  @Nullable Endpoint of(EndpointId id) {
    return byId.get(id);
  }

  List<Endpoint> of(AccountName account) {
    return byAccount.getOrDefault(account, List.of());
  }

  /// The changes that build it from nothing.
  List<Change> changes() {
    return byId.values().stream().map(each -> (Change) new Change.EndpointPut(each)).toList();
  }
}

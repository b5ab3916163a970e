package io.counterfoil.core.store;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.decision.Freshness;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.node.Node;
import io.counterfoil.core.node.NodeName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Every verifier that may read the feed, and for how long verifiers that lost contact may decide
/// for an account. One thread writes, any may read.
public final class Nodes implements Freshness {
  private final Map<AccountName, MaxStaleness> staleness = new ConcurrentHashMap<>();
  private final Map<NodeName, Node> byName = new ConcurrentHashMap<>();
  private volatile long asOf = Long.MAX_VALUE;

  Nodes() {}

  void put(Node node) {
    byName.put(node.name(), node);
  }

  void remove(NodeName name) {
    byName.remove(name);
  }

  void put(AccountName account, MaxStaleness limit) {
    staleness.put(account, limit);
  }

  /// Nothing that was committed until then is missing.
  void completeAt(Instant then) {
    asOf = then.toEpochMilli();
  }

  @Override
  public long asOf() {
    return asOf;
  }

  @Override
  public MaxStaleness maxStaleness(AccountName account) {
    return staleness.getOrDefault(account, MaxStaleness.USUAL);
  }

  /// The verifier of that name.
  public @Nullable Node of(NodeName name) {
    return byName.get(name);
  }

  /// The verifier whose credential has that digest; there are few.
  public @Nullable Node of(TokenDigest credential) {
    return byName.values().stream()
        .filter(node -> node.credential().matches(credential))
        .findFirst()
        .orElse(null);
  }

  /// All of them, by name.
  public List<Node> all() {
    return byName.values().stream()
        .sorted(Comparator.comparing(node -> node.name().value()))
        .toList();
  }

  /// The changes that build it from nothing.
  List<Change> changes() {
    List<Change> all = new ArrayList<>();
    byName.values().forEach(node -> all.add(new Change.NodePut(node)));
    staleness.forEach((account, limit) -> all.add(new Change.StalenessPut(account, limit)));
    return all;
  }
}

package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.node.Node;
import io.counterfoil.core.node.NodeName;

/// What concerns verifiers, as bytes.
final class NodeCodec {
  static final int PUT = 113;
  static final int REMOVED = 114;
  static final int STALENESS = 115;

  private NodeCodec() {}

  static void writePut(Sink sink, Node node) {
    sink.kind(PUT);
    sink.text(node.name().value());
    sink.blob(node.credential().toBytes());
    sink.instant(node.createdAt());
    sink.text(node.createdBy());
  }

  static Node node(Source source) {
    return new Node(
        new NodeName(source.text()),
        TokenDigest.of(source.blob()),
        source.instant(),
        source.text());
  }

  static void writeRemoved(Sink sink, NodeName name) {
    sink.kind(REMOVED);
    sink.text(name.value());
  }

  static void writeStaleness(Sink sink, AccountName account, MaxStaleness limit) {
    sink.kind(STALENESS);
    sink.text(account.value());
    sink.number(limit.minutes());
  }

  static Change staleness(Source source) {
    return new Change.StalenessPut(
        new AccountName(source.text()), new MaxStaleness(source.number()));
  }
}

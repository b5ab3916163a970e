package io.counterfoil.core.store;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.TokenDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every single-access link, found by id, by code and by key. One thread writes, any may read.
final class Links {
  private final Map<LinkId, SingleAccessLink> byId = new ConcurrentHashMap<>();
  private final Map<TokenDigest, LinkId> byCode = new ConcurrentHashMap<>();
  private final Map<KeyId, List<LinkId>> byKey = new ConcurrentHashMap<>();

  void put(SingleAccessLink link) {
    byId.put(link.id(), link);
    byCode.put(link.code(), link.id());
    byKey.merge(
        link.key(),
        List.of(link.id()),
        (known, more) -> Stream.concat(known.stream(), more.stream()).distinct().toList());
  }

  void remove(LinkId id) {
    SingleAccessLink gone = byId.remove(id);
    if (gone != null) {
      byCode.remove(gone.code());
      byKey.computeIfPresent(
          gone.key(),
          (key, known) -> {
            List<LinkId> rest = known.stream().filter(each -> !each.equals(id)).toList();
            return rest.isEmpty() ? null : rest;
          });
    }
  }

  List<SingleAccessLink> open() {
    return byId.values().stream().filter(link -> link.end() == null).toList();
  }

  /// The changes that build it from nothing.
  List<Change> changes() {
    return byId.values().stream().map(link -> (Change) new Change.LinkPut(link)).toList();
  }

  @Nullable SingleAccessLink of(LinkId id) {
    return byId.get(id);
  }

  @Nullable SingleAccessLink of(TokenDigest code) {
    LinkId id = byCode.get(code);
    return id == null ? null : byId.get(id);
  }

  List<SingleAccessLink> of(KeyId key) {
    return byKey.getOrDefault(key, List.of()).stream()
        .map(byId::get)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(SingleAccessLink::createdAt).reversed())
        .toList();
  }
}

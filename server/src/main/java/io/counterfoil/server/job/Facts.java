package io.counterfoil.server.job;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.server.control.Parts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells facts that no command stands behind, each once.
final class Facts {
  private static final int MOST_KNOWN = 100_000;

  private final Parts parts;

  /// What is known to have been told, so that the store is not asked again and again.
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  Facts(Parts parts) {
    this.parts = parts;
  }

  /// Tells the key's account, unless the fact was told.
  ///
  /// @return whether it was not
  boolean tell(EventType type, ApiKey key, String fact, Map<String, String> details) {
    return tell(type, key.account(), key, fact, details);
  }

  /// The same of an account, and of the key that it happened to, if it did to one.
  boolean tell(
      EventType type,
      AccountName account,
      @Nullable ApiKey key,
      String fact,
      Map<String, String> details) {
    if (known.contains(fact)) {
      return false;
    }
    Map<String, String> all = new TreeMap<>(details);
    if (key != null) {
      all.put("label", key.label());
    }
    var subject = key == null ? null : new Event.Subject(key.id(), key.appKey());
    var event = new Event(type, subject, "job:watch", all);
    var endpoints =
        parts.directory().endpointsOf(account).stream()
            .filter(endpoint -> endpoint.wants(type))
            .map(Endpoint::id)
            .collect(Collectors.toSet());
    boolean fresh =
        parts
            .store()
            .outbox()
            .queueOnce(
                fact,
                new Queued(MessageId.fresh(), account, parts.clock().instant(), event, endpoints));
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.add(fact);
    return fresh;
  }
}

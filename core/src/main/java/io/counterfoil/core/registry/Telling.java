package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.Message;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is to be told of a plan that is carried out: its own messages, and the event that its
/// action stands for.
final class Telling {
  private final Directory directory;

  Telling(Directory directory) {
    this.directory = directory;
  }

  /// The messages of the plan, each at its place in the outbox.
  List<Queued> of(@Nullable AccountName account, Plan plan, String who, Instant at) {
    List<Message> messages = new ArrayList<>(plan.messages());
    EventType type = EventType.ofAction(plan.action());
    if (account != null && type != null && isToBeTold(type, plan)) {
      messages.add(event(type, plan, who));
    }
    return messages.stream()
        .map(message -> new Queued(MessageId.fresh(), account, at, message, to(account, message)))
        .toList();
  }

  private Set<EndpointId> to(@Nullable AccountName account, Message message) {
    return account != null && message instanceof Event event
        ? directory.endpointsOf(account).stream()
            .filter(endpoint -> endpoint.wants(event.kind()))
            .map(Endpoint::id)
            .collect(Collectors.toSet())
        : Set.of();
  }

  /// A link that is refused because its time is over, or was taken back, alarms nobody.
  private static boolean isToBeTold(EventType type, Plan plan) {
    return type != EventType.KEY_LINK_OPENED_AGAIN
        || Objects.equals(plan.after().get("because"), "OPENED");
  }

  private Event event(EventType type, Plan plan, String who) {
    ApiKey key = key(plan);
    Map<String, String> details = new TreeMap<>(plan.after());
    if (key == null) {
      return new Event(type, null, who, details);
    }
    details.put("label", key.label());
    return new Event(type, new Event.Subject(key.id(), key.appKey()), who, details);
  }

  private @Nullable ApiKey key(Plan plan) {
    for (Change change : plan.changes()) {
      if (change instanceof Change.KeyPut(var key)) {
        return key;
      }
      if (change instanceof Change.LinkPut(var link)) {
        return directory.key(link.key());
      }
    }
    return null;
  }
}

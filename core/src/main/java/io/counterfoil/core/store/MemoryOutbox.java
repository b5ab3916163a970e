package io.counterfoil.core.store;

import io.counterfoil.core.outbox.Attempt;
import io.counterfoil.core.outbox.Delivery;
import io.counterfoil.core.outbox.Due;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.Entry;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.Queued;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An outbox that forgets everything when the process ends.
final class MemoryOutbox implements Outbox {
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.<Entry, Instant>comparing(entry -> entry.queued().at())
          .thenComparing(entry -> entry.queued().id().toString())
          .reversed();

  private final Map<MessageId, Entry> entries = new LinkedHashMap<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  synchronized void queue(Queued queued) {
    List<Delivery> deliveries =
        switch (queued.message()) {
          case Mail _ -> List.of(waiting(null, queued.at()));
          case Event _ ->
              queued.endpoints().stream().map(each -> waiting(each, queued.at())).toList();
        };
    entries.put(queued.id(), new Entry(queued, deliveries));
  }

  private static Delivery waiting(@Nullable EndpointId endpoint, Instant at) {
    return new Delivery(endpoint, Delivery.State.WAITING, 0, at, null, "");
  }

  @Override
  public synchronized boolean queueOnce(String once, Queued message) {
    boolean fresh = told.add(once);
    if (fresh) {
      queue(message);
    }
    return fresh;
  }

  @Override
  public synchronized List<Due> claim(Instant now, Instant until, int most, Set<Way> ways) {
    List<Due> claimed = new ArrayList<>();
    for (Entry entry : List.copyOf(entries.values())) {
      for (Delivery delivery : entry.deliveries()) {
        Way way = delivery.endpoint() == null ? Way.MAIL : Way.WEBHOOK;
        boolean due = delivery.state() == Delivery.State.WAITING && !delivery.nextAt().isAfter(now);
        if (due && ways.contains(way) && claimed.size() < most) {
          claimed.add(new Due(entry.queued(), delivery.endpoint(), delivery.attempts()));
          put(
              entry.queued().id(),
              new Delivery(
                  delivery.endpoint(),
                  delivery.state(),
                  delivery.attempts(),
                  until,
                  delivery.lastAt(),
                  delivery.note()));
        }
      }
    }
    return claimed;
  }

  private void put(MessageId id, Delivery delivery) {
    entries.computeIfPresent(
        id,
        (_, entry) ->
            new Entry(
                entry.queued(),
                Stream.concat(
                        entry.deliveries().stream()
                            .filter(each -> !isSame(each.endpoint(), delivery.endpoint())),
                        Stream.of(delivery))
                    .toList()));
  }

  private static boolean isSame(@Nullable EndpointId one, @Nullable EndpointId other) {
    return one == null ? other == null : one.equals(other);
  }

  @Override
  public synchronized void report(Attempt attempt) {
    attempts.add(attempt);
    put(attempt.message(), after(attempt));
    if (attempt.next() instanceof Attempt.Next.Delivered) {
      wipe(attempt.message());
    }
  }

  private static Delivery after(Attempt attempt) {
    Delivery.State state =
        switch (attempt.next()) {
          case Attempt.Next.Delivered _ -> Delivery.State.DELIVERED;
          case Attempt.Next.Again _ -> Delivery.State.WAITING;
          case Attempt.Next.GiveUp _ -> Delivery.State.GIVEN_UP;
        };
    Instant next = attempt.next() instanceof Attempt.Next.Again(var at) ? at : attempt.at();
    return new Delivery(
        attempt.endpoint(), state, attempt.number(), next, attempt.at(), attempt.note());
  }

  private void wipe(MessageId id) {
    entries.computeIfPresent(
        id, (_, entry) -> new Entry(wiped(entry.queued()), entry.deliveries()));
  }

  private static Queued wiped(Queued queued) {
    return queued.message()
            instanceof Mail(var to, var language, var kind, var fields, _, var lifetime)
        ? new Queued(
            queued.id(),
            queued.account(),
            queued.at(),
            new Mail(to, language, kind, fields, null, lifetime),
            queued.endpoints())
        : queued;
  }

  @Override
  public synchronized List<Entry> list(Filter filter, @Nullable MessageId before, int limit) {
    Entry last = before == null ? null : entries.get(before);
    return entries.values().stream()
        .filter(entry -> isWanted(filter, entry))
        .filter(entry -> last == null || NEWEST_FIRST.compare(entry, last) > 0)
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  private static boolean isWanted(Filter filter, Entry entry) {
    Queued queued = entry.queued();
    return (filter.account() == null || filter.account().equals(queued.account()))
        && (filter.type() == null || filter.type().equals(queued.message().type()))
        && (filter.from() == null || !queued.at().isBefore(filter.from()))
        && (filter.until() == null || queued.at().isBefore(filter.until()))
        && (filter.endpoint() == null && filter.state() == null
            || entry.deliveries().stream()
                .anyMatch(each ->
                    (filter.endpoint() == null || filter.endpoint().equals(each.endpoint()))
                        && (filter.state() == null || filter.state() == each.state())));
  }

  @Override
  public synchronized @Nullable Entry find(MessageId id) {
    return entries.get(id);
  }

  @Override
  public synchronized List<Attempt> attempts(MessageId id) {
    return attempts.reversed().stream().filter(each -> each.message().equals(id)).toList();
  }

  @Override
  public synchronized void tellAgain(MessageId id, EndpointId endpoint, Instant at) {
    put(id, waiting(endpoint, at));
  }

  @Override
  public synchronized int forget(Instant now) {
    List<MessageId> over =
        entries.values().stream()
            .map(Entry::queued)
            .filter(queued -> !now.isBefore(queued.worthUntil()))
            .map(Queued::id)
            .toList();
    over.forEach(this::wipe);
    int before = entries.size();
    entries.values().removeIf(entry -> !now.isBefore(entry.queued().at().plus(KEPT)));
    attempts.removeIf(attempt -> !entries.containsKey(attempt.message()));
    return before - entries.size();
  }

  @Override
  public synchronized Counts counts() {
    return new Counts(
        count(Delivery.State.WAITING),
        count(Delivery.State.DELIVERED),
        count(Delivery.State.GIVEN_UP));
  }

  private long count(Delivery.State state) {
    return entries.values().stream()
        .flatMap(entry -> entry.deliveries().stream())
        .filter(delivery -> delivery.state() == state)
        .count();
  }
}

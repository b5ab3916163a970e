package io.counterfoil.server.outbox;

import io.counterfoil.core.change.OutboxCommand;
import io.counterfoil.core.outbox.Attempt;
import io.counterfoil.core.outbox.Attempt.Next;
import io.counterfoil.core.outbox.Due;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.Outbox.Way;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Registry;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.mail.Postman;
import io.counterfoil.server.webhook.WebhookSender;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Tells what is due, each delivery on a thread of its own, so that a slow receiver holds up nobody
/// else.
public final class Courier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Courier.class.getName());
  private static final int MOST_AT_ONCE = 100;

  /// Longer than any attempt takes.
  private static final Duration CLAIM = Duration.ofMinutes(2);

  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

  private final Outbox outbox;
  private final InstantSource clock;
  private final @Nullable Postman postman;
  private final WebhookSender webhooks;
  private final Directory directory;
  private final Registry registry;
  private final Backoff backoff = new Backoff(new SecureRandom());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger underWay = new AtomicInteger();
  private final Tally tally = new Tally();
  private Instant cleaned = Instant.MIN;

  /// @param postman null where there is no mail server: mails wait then
  public Courier(Parts parts, @Nullable Postman postman, WebhookSender webhooks) {
    this.outbox = parts.store().outbox();
    this.clock = parts.clock();
    this.directory = parts.directory();
    this.registry = parts.registry();
    this.postman = postman;
    this.webhooks = webhooks;
  }

  /// Begins all that is due, and forgets what is over.
  public void tick() {
    begin();
    Instant now = clock.instant();
    if (cleaned.isBefore(now.minus(BETWEEN_CLEANINGS))) {
      outbox.forget(now);
      cleaned = now;
    }
    tally.stand(outbox.counts());
  }

  /// Tells all that is due, and returns when that was tried.
  public void run() {
    for (var all = begin(); !all.isEmpty(); all = begin()) {
      all.forEach(CompletableFuture::join);
    }
  }

  private List<CompletableFuture<Void>> begin() {
    Set<Way> ways = EnumSet.of(Way.WEBHOOK);
    if (postman != null) {
      ways.add(Way.MAIL);
    }
    int free = MOST_AT_ONCE - underWay.get();
    if (free <= 0) {
      return List.of();
    }
    Instant now = clock.instant();
    return outbox.claim(now, now.plus(CLAIM), free, ways).stream().map(this::begin).toList();
  }

  private CompletableFuture<Void> begin(Due due) {
    underWay.incrementAndGet();
    return CompletableFuture.runAsync(() -> tell(due), threads)
        .whenComplete((_, _) -> underWay.decrementAndGet());
  }

  private void tell(Due due) {
    Instant begun = clock.instant();
    long nanos = System.nanoTime();
    try {
      Trial trial = attempt(due, begun);
      int millis = (int) Duration.ofNanos(System.nanoTime() - nanos).toMillis();
      outbox.report(
          new Attempt(
              due.queued().id(),
              due.endpoint(),
              due.attempts() + 1,
              begun,
              millis,
              trial.status(),
              trial.note(),
              trial.next()));
      tally.count(due, trial.next());
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "what became of a message could not be stored", e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a message could not be told", e);
    }
  }

  /// How an attempt ended.
  private record Trial(int status, String note, Next next) {}

  private Trial attempt(Due due, Instant now) {
    if (!now.isBefore(due.queued().worthUntil())) {
      return new Trial(0, "its time was over before it could be told", new Next.GiveUp());
    }
    return switch (due.queued().message()) {
      case Mail mail -> mail(due, mail, now);
      case Event event -> event(due, event, now);
    };
  }

  private Trial event(Due due, Event event, Instant now) {
    Endpoint endpoint = due.endpoint() == null ? null : directory.endpoint(due.endpoint());
    if (endpoint == null) {
      return new Trial(0, "the webhook was deleted", new Next.GiveUp());
    }
    if (endpoint.disabled() != null) {
      return new Trial(0, "the webhook is disabled: " + endpoint.disabled(), new Next.GiveUp());
    }
    WebhookSender.Answer answer = webhooks.send(endpoint, due.queued(), event, now);
    if (answer.isGone()) {
      registry.execute(
          new OutboxCommand.EndpointGone(endpoint.account(), endpoint.id()),
          new Actor.Job("webhook"),
          new Origin("job-webhook", null));
      return new Trial(answer.status(), answer.note(), new Next.GiveUp());
    }
    Next next = answer.isTaken() ? new Next.Delivered() : again(due, now);
    return new Trial(answer.status(), answer.note(), next);
  }

  private Trial mail(Due due, Mail mail, Instant now) {
    if (postman == null) {
      throw new IllegalStateException("a mail was claimed and there is no mail server");
    }
    return switch (postman.send(due.queued().id(), mail)) {
      case Postman.Sent.Taken(var note) -> new Trial(0, note, new Next.Delivered());
      case Postman.Sent.NotNow(var note) -> new Trial(0, note, again(due, now));
      case Postman.Sent.Never(var note) -> new Trial(0, note, new Next.GiveUp());
    };
  }

  private Next again(Due due, Instant now) {
    Instant next = backoff.after(due.attempts() + 1, now);
    return next == null ? new Next.GiveUp() : new Next.Again(next);
  }

  /// Writes what was told in Prometheus' text format.
  public void writePrometheus(StringBuilder text) {
    tally.writePrometheus(text);
  }

  /// Lets attempts under way end.
  @Override
  public void close() {
    threads.close();
    if (postman != null) {
      postman.close();
    }
  }
}

package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.DELIVERY;
import static io.counterfoil.store.schema.Tables.DELIVERY_ATTEMPT;
import static io.counterfoil.store.schema.Tables.MESSAGE;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.outbox.Attempt;
import io.counterfoil.core.outbox.Delivery;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.Entry;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.outbox.Message;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.core.outbox.SealedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Messages and their deliveries as rows, and back, inside one transaction.
record MessageRows(DSLContext dsl) {
  /// Stands where a delivery goes to no webhook, but by mail.
  static final String NO_ENDPOINT = "";

  private static final String MAIL = "mail";
  private static final String EVENT = "event";

  void insert(Queued queued) {
    AccountName account = queued.account();
    var row =
        dsl.insertInto(MESSAGE)
            .set(MESSAGE.ID, queued.id().value().toString())
            .set(MESSAGE.ACCOUNT, account == null ? null : account.value())
            .set(MESSAGE.TYPE, queued.message().type())
            .set(MESSAGE.AT, queued.at().toEpochMilli())
            .set(MESSAGE.WORTH_UNTIL, queued.worthUntil().toEpochMilli());
    switch (queued.message()) {
      case Mail mail -> {
        SealedSecret secret = mail.secret();
        row.set(MESSAGE.KIND, MAIL)
            .set(MESSAGE.RECIPIENT, mail.to().value())
            .set(MESSAGE.LANGUAGE, mail.language().name())
            .set(MESSAGE.DETAILS, Fields.write(mail.fields()))
            .set(MESSAGE.SEALED, secret == null ? null : secret.toBytes())
            .execute();
        put(queued.id(), waiting(null, queued.at()));
      }
      case Event event -> {
        Event.Subject key = event.key();
        row.set(MESSAGE.KIND, EVENT)
            .set(MESSAGE.KEY_ID, key == null ? null : key.id().toString())
            .set(MESSAGE.APP_KEY, key == null ? null : key.appKey().value())
            .set(MESSAGE.ACTOR, event.by())
            .set(MESSAGE.DETAILS, Fields.write(event.details()))
            .execute();
        queued.endpoints().forEach(each -> put(queued.id(), waiting(each, queued.at())));
      }
    }
  }

  static Delivery waiting(@Nullable EndpointId endpoint, Instant at) {
    return new Delivery(endpoint, Delivery.State.WAITING, 0, at, null, "");
  }

  void put(MessageId id, Delivery delivery) {
    Instant last = delivery.lastAt();
    dsl.insertInto(DELIVERY)
        .set(DELIVERY.MESSAGE_ID, id.value().toString())
        .set(DELIVERY.ENDPOINT_ID, channel(delivery.endpoint()))
        .set(DELIVERY.STATE, delivery.state().name())
        .set(DELIVERY.ATTEMPTS, delivery.attempts())
        .set(DELIVERY.NEXT_AT, delivery.nextAt().toEpochMilli())
        .set(DELIVERY.LAST_AT, last == null ? null : last.toEpochMilli())
        .set(DELIVERY.NOTE, delivery.note())
        .onConflict(DELIVERY.MESSAGE_ID, DELIVERY.ENDPOINT_ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  void report(Attempt attempt) {
    Instant again = attempt.next() instanceof Attempt.Next.Again(var at) ? at : null;
    Delivery.State state =
        switch (attempt.next()) {
          case Attempt.Next.Delivered _ -> Delivery.State.DELIVERED;
          case Attempt.Next.Again _ -> Delivery.State.WAITING;
          case Attempt.Next.GiveUp _ -> Delivery.State.GIVEN_UP;
        };
    dsl.insertInto(DELIVERY_ATTEMPT)
        .set(DELIVERY_ATTEMPT.MESSAGE_ID, attempt.message().value().toString())
        .set(DELIVERY_ATTEMPT.ENDPOINT_ID, channel(attempt.endpoint()))
        .set(DELIVERY_ATTEMPT.AT, attempt.at().toEpochMilli())
        .set(DELIVERY_ATTEMPT.NUMBER, attempt.number())
        .set(DELIVERY_ATTEMPT.MILLIS, attempt.millis())
        .set(DELIVERY_ATTEMPT.STATUS, attempt.status())
        .set(DELIVERY_ATTEMPT.OUTCOME, state.name())
        .set(DELIVERY_ATTEMPT.NOTE, attempt.note())
        .set(DELIVERY_ATTEMPT.NEXT_AT, again == null ? null : again.toEpochMilli())
        .onConflictDoNothing()
        .execute();
    put(
        attempt.message(),
        new Delivery(
            attempt.endpoint(),
            state,
            attempt.number(),
            again == null ? attempt.at() : again,
            attempt.at(),
            attempt.note()));
    if (state == Delivery.State.DELIVERED) {
      dsl.update(MESSAGE)
          .setNull(MESSAGE.SEALED)
          .where(MESSAGE.ID.eq(attempt.message().value().toString()))
          .and(MESSAGE.SEALED.isNotNull())
          .execute();
    }
  }

  Entry entry(Record row) {
    List<Delivery> deliveries =
        dsl
            .selectFrom(DELIVERY)
            .where(DELIVERY.MESSAGE_ID.eq(row.get(MESSAGE.ID)))
            .orderBy(DELIVERY.ENDPOINT_ID)
            .fetch()
            .stream()
            .map(MessageRows::delivery)
            .toList();
    return new Entry(queued(row, deliveries), deliveries);
  }

  static Queued queued(Record row, List<Delivery> deliveries) {
    @Nullable String account = row.get(MESSAGE.ACCOUNT);
    Set<EndpointId> endpoints =
        deliveries.stream()
            .map(Delivery::endpoint)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return new Queued(
        new MessageId(UUID.fromString(row.get(MESSAGE.ID))),
        account == null ? null : new AccountName(account),
        Instant.ofEpochMilli(row.get(MESSAGE.AT)),
        message(row),
        endpoints);
  }

  private static Message message(Record row) {
    Map<String, String> details = Fields.read(row.get(MESSAGE.DETAILS));
    String type = row.get(MESSAGE.TYPE);
    if (row.get(MESSAGE.KIND).equals(MAIL)) {
      byte @Nullable [] sealed = row.get(MESSAGE.SEALED);
      return new Mail(
          new Email(row.get(MESSAGE.RECIPIENT)),
          Language.valueOf(row.get(MESSAGE.LANGUAGE)),
          MailKind.valueOf(type.toUpperCase(Locale.ROOT)),
          details,
          sealed == null ? null : SealedSecret.of(sealed),
          Duration.ofMillis(row.get(MESSAGE.WORTH_UNTIL) - row.get(MESSAGE.AT)));
    }
    @Nullable String key = row.get(MESSAGE.KEY_ID);
    EventType kind = EventType.of(type);
    if (kind == null) {
      throw new IllegalStateException(
          "event of type `"
              + type
              + "` (expected: a known one; was it queued by a newer version?)");
    }
    return new Event(
        kind,
        key == null
            ? null
            : new Event.Subject(
                new KeyId(UUID.fromString(key)), new AppKey(row.get(MESSAGE.APP_KEY))),
        row.get(MESSAGE.ACTOR),
        details);
  }

  static Delivery delivery(Record row) {
    @Nullable Long last = row.get(DELIVERY.LAST_AT);
    return new Delivery(
        endpoint(row.get(DELIVERY.ENDPOINT_ID)),
        Delivery.State.valueOf(row.get(DELIVERY.STATE)),
        row.get(DELIVERY.ATTEMPTS),
        Instant.ofEpochMilli(row.get(DELIVERY.NEXT_AT)),
        last == null ? null : Instant.ofEpochMilli(last),
        row.get(DELIVERY.NOTE));
  }

  static Attempt attempt(Record row) {
    @Nullable Long again = row.get(DELIVERY_ATTEMPT.NEXT_AT);
    return new Attempt(
        new MessageId(UUID.fromString(row.get(DELIVERY_ATTEMPT.MESSAGE_ID))),
        endpoint(row.get(DELIVERY_ATTEMPT.ENDPOINT_ID)),
        row.get(DELIVERY_ATTEMPT.NUMBER),
        Instant.ofEpochMilli(row.get(DELIVERY_ATTEMPT.AT)),
        row.get(DELIVERY_ATTEMPT.MILLIS),
        row.get(DELIVERY_ATTEMPT.STATUS),
        row.get(DELIVERY_ATTEMPT.NOTE),
        again != null
            ? new Attempt.Next.Again(Instant.ofEpochMilli(again))
            : row.get(DELIVERY_ATTEMPT.OUTCOME).equals(Delivery.State.DELIVERED.name())
                ? new Attempt.Next.Delivered()
                : new Attempt.Next.GiveUp());
  }

  private static String channel(@Nullable EndpointId endpoint) {
    return endpoint == null ? NO_ENDPOINT : endpoint.toString();
  }

  private static @Nullable EndpointId endpoint(String channel) {
    return channel.equals(NO_ENDPOINT) ? null : new EndpointId(UUID.fromString(channel));
  }
}

package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.DELIVERY;
import static io.counterfoil.store.schema.Tables.DELIVERY_ATTEMPT;
import static io.counterfoil.store.schema.Tables.MESSAGE;
import static io.counterfoil.store.schema.Tables.TOLD_ONCE;

import io.counterfoil.core.outbox.Attempt;
import io.counterfoil.core.outbox.Delivery;
import io.counterfoil.core.outbox.Due;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.Entry;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.Queued;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The outbox on SQLite or PostgreSQL.
final class SqlOutbox implements Outbox {
  private static final Duration TOLD_KEPT = Duration.ofDays(800);

  private final Transactions transactions;

  SqlOutbox(Transactions transactions) {
    this.transactions = transactions;
  }

  /// Queues the messages inside a transaction.
  static void queue(DSLContext dsl, List<Queued> messages) {
    MessageRows rows = new MessageRows(dsl);
    messages.forEach(rows::insert);
  }

  @Override
  public boolean queueOnce(String once, Queued message) {
    boolean told = transactions.read(dsl -> dsl.fetchExists(TOLD_ONCE, TOLD_ONCE.FACT.eq(once)));
    return !told
        && transactions.write(dsl -> {
          boolean fresh =
              dsl.insertInto(TOLD_ONCE)
                      .set(TOLD_ONCE.FACT, once)
                      .set(TOLD_ONCE.AT, message.at().toEpochMilli())
                      .onConflictDoNothing()
                      .execute()
                  == 1;
          if (fresh) {
            queue(dsl, List.of(message));
          }
          return fresh;
        });
  }

  @Override
  public List<Due> claim(Instant now, Instant until, int most, Set<Way> ways) {
    Condition due =
        DELIVERY
            .STATE
            .eq(Delivery.State.WAITING.name())
            .and(DELIVERY.NEXT_AT.le(now.toEpochMilli()))
            .and(on(ways));
    // reading does not wait for whoever writes, and mostly there is nothing to claim
    return !transactions.read(dsl -> dsl.fetchExists(DELIVERY, due))
        ? List.of()
        : transactions.write(dsl -> claim(dsl, due, until, most));
  }

  private static List<Due> claim(DSLContext dsl, Condition due, Instant until, int most) {
    List<Due> claimed = new ArrayList<>();
    for (Record row :
        dsl.selectFrom(DELIVERY).where(due).orderBy(DELIVERY.NEXT_AT).limit(most).fetch()) {
      boolean mine =
          dsl.update(DELIVERY)
                  .set(DELIVERY.NEXT_AT, until.toEpochMilli())
                  .where(DELIVERY.MESSAGE_ID.eq(row.get(DELIVERY.MESSAGE_ID)))
                  .and(DELIVERY.ENDPOINT_ID.eq(row.get(DELIVERY.ENDPOINT_ID)))
                  .and(DELIVERY.NEXT_AT.eq(row.get(DELIVERY.NEXT_AT)))
                  .and(DELIVERY.STATE.eq(Delivery.State.WAITING.name()))
                  .execute()
              == 1;
      if (mine) {
        Record message =
            dsl.selectFrom(MESSAGE)
                .where(MESSAGE.ID.eq(row.get(DELIVERY.MESSAGE_ID)))
                .fetchSingle();
        Delivery delivery = MessageRows.delivery(row);
        claimed.add(
            new Due(
                MessageRows.queued(message, List.of(delivery)),
                delivery.endpoint(),
                delivery.attempts()));
      }
    }
    return claimed;
  }

  private static Condition on(Set<Way> ways) {
    Condition any = DSL.falseCondition();
    for (Way way : ways) {
      any =
          any.or(
              switch (way) {
                case MAIL -> DELIVERY.ENDPOINT_ID.eq(MessageRows.NO_ENDPOINT);
                case WEBHOOK -> DELIVERY.ENDPOINT_ID.ne(MessageRows.NO_ENDPOINT);
              });
    }
    return any;
  }

  @Override
  public void report(Attempt attempt) {
    transactions.write(dsl -> {
      new MessageRows(dsl).report(attempt);
      return attempt;
    });
  }

  @Override
  public List<Entry> list(Filter filter, @Nullable MessageId before, int limit) {
    return transactions.read(dsl -> {
      Condition wanted = wanted(filter);
      if (before != null) {
        wanted = wanted.and(behind(dsl, before));
      }
      MessageRows rows = new MessageRows(dsl);
      return dsl
          .selectFrom(MESSAGE)
          .where(wanted)
          .orderBy(MESSAGE.AT.desc(), MESSAGE.ID.desc())
          .limit(limit)
          .fetch()
          .stream()
          .map(rows::entry)
          .toList();
    });
  }

  private static Condition behind(DSLContext dsl, MessageId before) {
    Long at =
        dsl.select(MESSAGE.AT)
            .from(MESSAGE)
            .where(MESSAGE.ID.eq(before.value().toString()))
            .fetchOne(MESSAGE.AT);
    return at == null
        ? DSL.noCondition()
        : MESSAGE.AT.lt(at).or(MESSAGE.AT.eq(at).and(MESSAGE.ID.lt(before.value().toString())));
  }

  private static Condition wanted(Filter filter) {
    Condition wanted = DSL.noCondition();
    if (filter.account() != null) {
      wanted = wanted.and(MESSAGE.ACCOUNT.eq(filter.account().value()));
    }
    if (filter.type() != null) {
      wanted = wanted.and(MESSAGE.TYPE.eq(filter.type()));
    }
    if (filter.from() != null) {
      wanted = wanted.and(MESSAGE.AT.ge(filter.from().toEpochMilli()));
    }
    if (filter.until() != null) {
      wanted = wanted.and(MESSAGE.AT.lt(filter.until().toEpochMilli()));
    }
    if (filter.state() != null || filter.endpoint() != null) {
      Condition delivery = DELIVERY.MESSAGE_ID.eq(MESSAGE.ID);
      if (filter.state() != null) {
        delivery = delivery.and(DELIVERY.STATE.eq(filter.state().name()));
      }
      if (filter.endpoint() != null) {
        delivery = delivery.and(DELIVERY.ENDPOINT_ID.eq(filter.endpoint().toString()));
      }
      wanted = wanted.and(DSL.exists(DSL.selectOne().from(DELIVERY).where(delivery)));
    }
    return wanted;
  }

  @Override
  public @Nullable Entry find(MessageId id) {
    return transactions.read(dsl -> {
      @Nullable Record row =
          dsl.selectFrom(MESSAGE).where(MESSAGE.ID.eq(id.value().toString())).fetchOne();
      return row == null ? null : new MessageRows(dsl).entry(row);
    });
  }

  @Override
  public List<Attempt> attempts(MessageId id) {
    return transactions.read(dsl ->
        dsl
            .selectFrom(DELIVERY_ATTEMPT)
            .where(DELIVERY_ATTEMPT.MESSAGE_ID.eq(id.value().toString()))
            .orderBy(DELIVERY_ATTEMPT.AT.desc(), DELIVERY_ATTEMPT.NUMBER.desc())
            .fetch()
            .stream()
            .map(MessageRows::attempt)
            .toList());
  }

  @Override
  public void tellAgain(MessageId id, EndpointId endpoint, Instant at) {
    transactions.write(dsl -> {
      new MessageRows(dsl).put(id, MessageRows.waiting(endpoint, at));
      return id;
    });
  }

  @Override
  public int forget(Instant now) {
    return transactions.write(dsl -> {
      dsl.update(MESSAGE)
          .setNull(MESSAGE.SEALED)
          .where(MESSAGE.SEALED.isNotNull())
          .and(MESSAGE.WORTH_UNTIL.le(now.toEpochMilli()))
          .execute();
      Condition old = MESSAGE.AT.le(now.minus(KEPT).toEpochMilli());
      var ids = DSL.select(MESSAGE.ID).from(MESSAGE).where(old);
      dsl.deleteFrom(DELIVERY_ATTEMPT).where(DELIVERY_ATTEMPT.MESSAGE_ID.in(ids)).execute();
      dsl.deleteFrom(DELIVERY).where(DELIVERY.MESSAGE_ID.in(ids)).execute();
      dsl.deleteFrom(TOLD_ONCE)
          .where(TOLD_ONCE.AT.le(now.minus(TOLD_KEPT).toEpochMilli()))
          .execute();
      return dsl.deleteFrom(MESSAGE).where(old).execute();
    });
  }

  @Override
  public Counts counts() {
    return transactions.read(dsl -> {
      var counts =
          dsl.select(DELIVERY.STATE, DSL.count())
              .from(DELIVERY)
              .groupBy(DELIVERY.STATE)
              .fetchMap(DELIVERY.STATE, DSL.count());
      return new Counts(
          counts.getOrDefault(Delivery.State.WAITING.name(), 0),
          counts.getOrDefault(Delivery.State.DELIVERED.name(), 0),
          counts.getOrDefault(Delivery.State.GIVEN_UP.name(), 0));
    });
  }
}

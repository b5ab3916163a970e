package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.DAY_SALT;
import static io.counterfoil.store.schema.Tables.REFUSAL;
import static io.counterfoil.store.schema.Tables.REFUSAL_HOUR;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.DecisionRecords;
import io.counterfoil.core.log.HourCount;
import io.counterfoil.core.log.Place;
import io.counterfoil.core.log.RecordCodec;
import io.counterfoil.core.log.RefusalFilter;
import io.counterfoil.core.log.RefusalId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The records of refusals in the database of what happened.
final class SqlDecisionRecords implements DecisionRecords {
  /// How many rows are forgotten in one transaction, so that nobody waits long for it.
  private static final int AT_ONCE = 5_000;

  private static final String NOBODY = "";
  private static final int MICROS_A_MILLI = 1_000;

  private final Transactions transactions;

  SqlDecisionRecords(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void append(List<Kept> records, List<HourCount> counts) {
    transactions.write(dsl -> {
      if (!records.isEmpty()) {
        insert(dsl, records);
      }
      if (!counts.isEmpty()) {
        add(dsl, counts);
      }
      return records.size();
    });
  }

  private static void insert(DSLContext dsl, List<Kept> records) {
    var insert =
        dsl.insertInto(
            REFUSAL,
            REFUSAL.ID,
            REFUSAL.PLACE,
            REFUSAL.ACCOUNT,
            REFUSAL.APP_KEY,
            REFUSAL.CODE,
            REFUSAL.SAME_VALUE,
            REFUSAL.BODY);
    for (Kept kept : records) {
      DecisionRecord record = kept.record();
      AccountName account = record.account();
      AppKey appKey = record.appKey();
      insert =
          insert.values(
              record.id().value(),
              kept.place().number(),
              account == null ? null : account.value(),
              appKey == null ? null : appKey.value(),
              record.code().code(),
              record.sameValue(),
              RecordCodec.write(record));
    }
    insert.execute();
  }

  /// In order, so that servers which add at the same time do not lock each other out.
  private static void add(DSLContext dsl, List<HourCount> counts) {
    var insert =
        dsl.insertInto(
            REFUSAL_HOUR,
            REFUSAL_HOUR.HOUR,
            REFUSAL_HOUR.ACCOUNT,
            REFUSAL_HOUR.CODE,
            REFUSAL_HOUR.KEPT,
            REFUSAL_HOUR.DROPPED);
    Comparator<HourCount> order =
        Comparator.comparing((HourCount count) -> nameOf(count.account()))
            .thenComparing(HourCount::hour)
            .thenComparing(count -> count.code().code());
    for (HourCount count : counts.stream().sorted(order).toList()) {
      insert =
          insert.values(
              count.hour().toEpochMilli(),
              nameOf(count.account()),
              count.code().code(),
              count.kept(),
              count.dropped());
    }
    insert
        .onConflict(REFUSAL_HOUR.ACCOUNT, REFUSAL_HOUR.HOUR, REFUSAL_HOUR.CODE)
        .doUpdate()
        .set(
            Map.of(
                REFUSAL_HOUR.KEPT,
                REFUSAL_HOUR.KEPT.plus(DSL.excluded(REFUSAL_HOUR.KEPT)),
                REFUSAL_HOUR.DROPPED,
                REFUSAL_HOUR.DROPPED.plus(DSL.excluded(REFUSAL_HOUR.DROPPED))))
        .execute();
  }

  private static String nameOf(@Nullable AccountName account) {
    return account == null ? NOBODY : account.value();
  }

  @Override
  public @Nullable DecisionRecord find(RefusalId id) {
    byte[] body =
        transactions
            .read(dsl ->
                dsl.select(REFUSAL.BODY)
                    .from(REFUSAL)
                    .where(REFUSAL.ID.eq(id.value()))
                    .fetchOptional(REFUSAL.BODY))
            .orElse(null);
    return body == null ? null : RecordCodec.read(id, body);
  }

  @Override
  public List<Kept> list(RefusalFilter filter, @Nullable Place before, int limit) {
    return transactions.read(dsl ->
        dsl
            .select(REFUSAL.ID, REFUSAL.PLACE, REFUSAL.BODY)
            .from(REFUSAL)
            .where(before == null ? wanted(filter) : wanted(filter).and(behind(before)))
            .orderBy(REFUSAL.PLACE.desc(), REFUSAL.ID.desc())
            .limit(limit)
            .fetch()
            .stream()
            .map(SqlDecisionRecords::kept)
            .flatMap(Optional::stream)
            .toList());
  }

  @Override
  public List<DecisionRecord> since(Instant from, int limit) {
    return transactions.read(dsl ->
        dsl
            .select(REFUSAL.ID, REFUSAL.PLACE, REFUSAL.BODY)
            .from(REFUSAL)
            .where(REFUSAL.PLACE.ge(Place.at(from)))
            .orderBy(REFUSAL.PLACE.desc(), REFUSAL.ID.desc())
            .limit(limit)
            .fetch()
            .stream()
            .map(SqlDecisionRecords::kept)
            .flatMap(Optional::stream)
            .map(Kept::record)
            .toList());
  }

  private static Optional<Kept> kept(Record row) {
    RefusalId id = new RefusalId(row.get(REFUSAL.ID));
    DecisionRecord record = RecordCodec.read(id, row.get(REFUSAL.BODY));
    return Optional.ofNullable(record)
        .map(known -> new Kept(new Place(row.get(REFUSAL.PLACE), id), known));
  }

  private static Condition behind(Place place) {
    return DSL.row(REFUSAL.PLACE, REFUSAL.ID)
        .lessThan(DSL.row(DSL.val(place.number()), DSL.val(place.id().value())));
  }

  @Override
  public long between(RefusalFilter filter, Place after, Place before) {
    Condition ahead =
        DSL.row(REFUSAL.PLACE, REFUSAL.ID)
            .greaterThan(DSL.row(DSL.val(after.number()), DSL.val(after.id().value())));
    return transactions.read(
        dsl -> dsl.fetchCount(REFUSAL, wanted(filter).and(ahead).and(behind(before))));
  }

  private static Condition wanted(RefusalFilter filter) {
    List<Condition> all = new ArrayList<>();
    all.add(REFUSAL.ACCOUNT.eq(filter.account().value()));
    RefusalCode code = filter.code();
    AppKey key = filter.key();
    Instant since = filter.since();
    Instant until = filter.until();
    if (code != null) {
      all.add(REFUSAL.CODE.eq(code.code()));
    }
    if (key != null) {
      all.add(REFUSAL.APP_KEY.eq(key.value()));
    }
    if (filter.sameValue() != null) {
      all.add(REFUSAL.SAME_VALUE.eq(filter.sameValue()));
    }
    if (since != null) {
      all.add(REFUSAL.PLACE.ge(Place.at(since)));
    }
    if (until != null) {
      all.add(REFUSAL.PLACE.lt(Place.at(until)));
    }
    return DSL.and(all);
  }

  @Override
  public List<Met> met(AccountName account, AppKey key, Instant since) {
    var filter = new RefusalFilter(account, null, key, null, since, null);
    return met(wanted(filter));
  }

  @Override
  public @Nullable Met sameValue(AccountName account, String tag) {
    var filter = new RefusalFilter(account, null, null, tag, null, null);
    return met(wanted(filter)).stream()
        .reduce(
            (one, other) -> one.last().isAfter(other.last()) ? sum(one, other) : sum(other, one))
        .orElse(null);
  }

  private static Met sum(Met later, Met other) {
    Instant first = later.first().isBefore(other.first()) ? later.first() : other.first();
    return new Met(later.code(), later.count() + other.count(), first, later.last());
  }

  private List<Met> met(Condition wanted) {
    var first = DSL.min(REFUSAL.PLACE);
    var last = DSL.max(REFUSAL.PLACE);
    var count = DSL.count();
    return transactions.read(dsl ->
        dsl
            .select(REFUSAL.CODE, count, first, last)
            .from(REFUSAL)
            .where(wanted)
            .groupBy(REFUSAL.CODE)
            .fetch()
            .stream()
            .flatMap(row ->
                RefusalCode.of(row.get(REFUSAL.CODE)).stream()
                    .map(code ->
                        new Met(
                            code,
                            row.get(count),
                            Place.instant(row.get(first)),
                            Place.instant(row.get(last)))))
            .toList());
  }

  @Override
  public List<HourCount> hours(@Nullable AccountName account, Instant since, Instant until) {
    return transactions.read(dsl ->
        dsl
            .selectFrom(REFUSAL_HOUR)
            .where(REFUSAL_HOUR.ACCOUNT.eq(nameOf(account)))
            .and(REFUSAL_HOUR.HOUR.ge(millis(since)))
            .and(REFUSAL_HOUR.HOUR.lt(millis(until)))
            .orderBy(REFUSAL_HOUR.HOUR, REFUSAL_HOUR.CODE)
            .fetch()
            .stream()
            .flatMap(row ->
                RefusalCode.of(row.get(REFUSAL_HOUR.CODE)).stream()
                    .map(code ->
                        new HourCount(
                            Instant.ofEpochMilli(row.get(REFUSAL_HOUR.HOUR)),
                            account,
                            code,
                            row.get(REFUSAL_HOUR.KEPT),
                            row.get(REFUSAL_HOUR.DROPPED))))
            .toList());
  }

  private static long millis(Instant instant) {
    return Math.floorDiv(Place.at(instant), MICROS_A_MILLI);
  }

  @Override
  public boolean forget(Horizon horizon) {
    return transactions.write(dsl -> {
      dsl.deleteFrom(DAY_SALT).where(DAY_SALT.DAY.lt(horizon.salts().toString())).execute();
      dsl.deleteFrom(REFUSAL_HOUR)
          .where(REFUSAL_HOUR.HOUR.lt(horizon.counts().toEpochMilli()))
          .execute();
      int gone = forget(dsl, ofNone(horizon.ofAccounts().keySet()), horizon.records());
      for (var own : horizon.ofAccounts().entrySet()) {
        if (gone < AT_ONCE) {
          Condition ofAccount = REFUSAL.ACCOUNT.eq(own.getKey().value());
          gone += forget(dsl, ofAccount, own.getValue());
        }
      }
      return gone >= AT_ONCE;
    });
  }

  /// Refusals of none of those accounts.
  private static Condition ofNone(Set<AccountName> others) {
    return others.isEmpty()
        ? DSL.noCondition()
        : REFUSAL
            .ACCOUNT
            .isNull()
            .or(REFUSAL.ACCOUNT.notIn(others.stream().map(AccountName::value).toList()));
  }

  private static int forget(DSLContext dsl, Condition which, Instant before) {
    return dsl.deleteFrom(REFUSAL)
        .where(
            REFUSAL.ID.in(
                dsl.select(REFUSAL.ID)
                    .from(REFUSAL)
                    .where(REFUSAL.PLACE.lt(Place.at(before)))
                    .and(which)
                    .orderBy(REFUSAL.PLACE)
                    .limit(AT_ONCE)))
        .execute();
  }

  @Override
  public byte[] salt(LocalDate day, byte[] fresh) {
    return transactions.write(dsl -> {
      dsl.insertInto(DAY_SALT)
          .set(DAY_SALT.DAY, day.toString())
          .set(DAY_SALT.SALT, fresh)
          .onConflictDoNothing()
          .execute();
      return dsl.select(DAY_SALT.SALT)
          .from(DAY_SALT)
          .where(DAY_SALT.DAY.eq(day.toString()))
          .fetchSingle()
          .get(DAY_SALT.SALT);
    });
  }
}

package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.USAGE_BEGAN;
import static io.counterfoil.store.schema.Tables.USAGE_DAY;
import static io.counterfoil.store.schema.Tables.USAGE_GAP;
import static io.counterfoil.store.schema.Tables.USAGE_HOUR;
import static io.counterfoil.store.schema.Tables.USAGE_LINE;

import io.counterfoil.core.key.Holder;
import io.counterfoil.core.usage.UseRecords;
import io.counterfoil.core.usage.Uses;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// Counts of use on SQLite, in `events.db` beside the record, or on PostgreSQL.
final class SqlUses implements UseRecords {
  private static final int ONLY = 1;

  /// How many rows are forgotten in one transaction, so that nobody waits long for it.
  private static final int AT_ONCE = 5_000;

  private final Transactions transactions;

  /// @param transactions of a database that is left open at the end
  SqlUses(Transactions transactions) {
    this.transactions = transactions;
  }

  /// The table of one fineness.
  private record Cells(
      Table<?> table, Field<Long> line, Field<Long> begins, Field<Long> calls, Field<Long> last) {
    static Cells of(Grain grain) {
      return switch (grain) {
        case HOUR ->
            new Cells(
                USAGE_HOUR,
                USAGE_HOUR.LINE,
                USAGE_HOUR.BEGINS,
                USAGE_HOUR.CALLS,
                USAGE_HOUR.LAST_AT);
        case DAY ->
            new Cells(
                USAGE_DAY, USAGE_DAY.LINE, USAGE_DAY.BEGINS, USAGE_DAY.CALLS, USAGE_DAY.LAST_AT);
      };
    }
  }

  /// Where a count is added.
  private record Cell(long line, long begins) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      int byLine = Long.compare(line, other.line);
      return byLine == 0 ? Long.compare(begins, other.begins) : byLine;
    }
  }

  private record Sum(long calls, long last) {
    Sum and(Sum other) {
      return new Sum(calls + other.calls, Math.max(last, other.last));
    }
  }

  @Override
  public Instant began(Instant now) {
    return transactions.write(dsl -> {
      dsl.insertInto(USAGE_BEGAN)
          .set(USAGE_BEGAN.ID, ONLY)
          .set(USAGE_BEGAN.BEGAN_AT, now.toEpochMilli())
          .onConflictDoNothing()
          .execute();
      Long began =
          dsl.select(USAGE_BEGAN.BEGAN_AT).from(USAGE_BEGAN).fetchSingle(USAGE_BEGAN.BEGAN_AT);
      return Instant.ofEpochMilli(Objects.requireNonNull(began));
    });
  }

  /// In order, so that servers which add at the same time do not lock each other out.
  @Override
  public void append(List<Uses> uses, long uncounted, Instant now) {
    Map<Long, UsageLine> lines = new TreeMap<>();
    Map<Cell, Sum> hours = new TreeMap<>();
    Map<Cell, Sum> days = new TreeMap<>();
    for (Uses each : uses) {
      UsageLine line = UsageLine.of(each);
      lines.merge(line.id(), line, UsageLine::and);
      Sum sum = new Sum(each.count(), each.last().toEpochMilli());
      hours.merge(new Cell(line.id(), each.from().toEpochMilli()), sum, Sum::and);
      Instant day = each.from().truncatedTo(ChronoUnit.DAYS);
      days.merge(new Cell(line.id(), day.toEpochMilli()), sum, Sum::and);
    }
    transactions.write(dsl -> {
      if (!lines.isEmpty()) {
        UsageLine.add(dsl, lines.values());
        add(dsl, Cells.of(Grain.HOUR), hours);
        add(dsl, Cells.of(Grain.DAY), days);
      }
      if (uncounted > 0) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        dsl.insertInto(USAGE_GAP, USAGE_GAP.BEGINS, USAGE_GAP.CALLS)
            .values(hour.toEpochMilli(), uncounted)
            .onConflict(USAGE_GAP.BEGINS)
            .doUpdate()
            .set(USAGE_GAP.CALLS, USAGE_GAP.CALLS.plus(DSL.excluded(USAGE_GAP.CALLS)))
            .execute();
      }
      return uses.size();
    });
  }

  private static void add(DSLContext dsl, Cells to, Map<Cell, Sum> sums) {
    var insert = dsl.insertInto(to.table(), to.line(), to.begins(), to.calls(), to.last());
    for (var each : sums.entrySet()) {
      insert =
          insert.values(
              each.getKey().line(),
              each.getKey().begins(),
              each.getValue().calls(),
              each.getValue().last());
    }
    insert
        .onConflict(to.line(), to.begins())
        .doUpdate()
        .set(
            Map.of(
                to.calls(),
                to.calls().plus(DSL.excluded(to.calls())),
                to.last(),
                DSL.greatest(to.last(), DSL.excluded(to.last()))))
        .execute();
  }

  @Override
  public List<Uses> totals(Span span, int limit) {
    Cells from = Cells.of(span.grain());
    Field<BigDecimal> calls = DSL.sum(from.calls());
    Field<Long> last = DSL.max(from.last());
    Field<Long> first = DSL.min(from.begins());
    List<Field<?>> wanted = new ArrayList<>(UsageLine.CALL);
    wanted.addAll(List.of(calls, last, first));
    return transactions.read(dsl ->
        dsl
            .select(wanted)
            .from(from.table())
            .join(USAGE_LINE)
            .on(USAGE_LINE.ID.eq(from.line()))
            .where(within(span, from))
            .groupBy(USAGE_LINE.ID)
            .orderBy(calls.desc(), USAGE_LINE.ID)
            .limit(limit)
            .fetch()
            .stream()
            .map(row ->
                new Uses(
                    UsageLine.call(row),
                    Instant.ofEpochMilli(row.get(first)),
                    row.get(calls).longValue(),
                    Instant.ofEpochMilli(row.get(last))))
            .toList());
  }

  private static List<Condition> within(Span span, Cells cells) {
    List<Condition> all = new ArrayList<>();
    all.add(cells.begins().ge(span.since().toEpochMilli()));
    all.add(cells.begins().lt(span.until().toEpochMilli()));
    if (span.account() != null) {
      all.add(USAGE_LINE.ACCOUNT.eq(span.account().value()));
    }
    if (span.holder() != null) {
      all.add(UsageLine.isOf(span.holder()));
    }
    return all;
  }

  @Override
  public List<Hits> series(Span span) {
    Cells from = Cells.of(span.grain());
    Field<BigDecimal> all = DSL.sum(from.calls());
    Field<BigDecimal> allowed =
        DSL.sum(DSL.when(USAGE_LINE.CODE.eq(""), from.calls()).otherwise(0L));
    return transactions.read(dsl ->
        dsl
            .select(from.begins(), all, allowed)
            .from(from.table())
            .join(USAGE_LINE)
            .on(USAGE_LINE.ID.eq(from.line()))
            .where(within(span, from))
            .groupBy(from.begins())
            .orderBy(from.begins())
            .fetch()
            .stream()
            .map(row ->
                new Hits(
                    Instant.ofEpochMilli(row.get(from.begins())),
                    row.get(allowed).longValue(),
                    row.get(all).longValue() - row.get(allowed).longValue()))
            .toList());
  }

  @Override
  public List<Uses> known(Holder holder) {
    return transactions.read(dsl ->
        dsl.selectFrom(USAGE_LINE).where(UsageLine.isOf(holder)).fetch().stream()
            .map(SqlUses::whole)
            .toList());
  }

  private static Uses whole(Record row) {
    return new Uses(
        UsageLine.call(row),
        Instant.ofEpochMilli(row.get(USAGE_LINE.FIRST_AT)),
        row.get(USAGE_LINE.CALLS),
        Instant.ofEpochMilli(row.get(USAGE_LINE.LAST_AT)));
  }

  @Override
  public List<Uses> fresh(Instant since, int limit) {
    return transactions.read(dsl ->
        dsl
            .selectFrom(USAGE_LINE)
            .where(USAGE_LINE.FIRST_AT.ge(since.toEpochMilli()))
            .and(USAGE_LINE.CODE.eq(""))
            .orderBy(USAGE_LINE.FIRST_AT)
            .limit(limit)
            .fetch()
            .stream()
            .map(SqlUses::whole)
            .toList());
  }

  @Override
  public void lastUses(BiConsumer<Holder, Instant> into) {
    Field<Long> last = DSL.max(USAGE_LINE.LAST_AT);
    var rows =
        transactions.read(dsl ->
            dsl.select(USAGE_LINE.KIND, USAGE_LINE.HOLDER, last)
                .from(USAGE_LINE)
                .where(USAGE_LINE.CODE.eq(""))
                .groupBy(USAGE_LINE.KIND, USAGE_LINE.HOLDER)
                .fetch());
    rows.forEach(row -> into.accept(UsageLine.holder(row), Instant.ofEpochMilli(row.get(last))));
  }

  @Override
  public long uncounted(Instant since, Instant until) {
    Field<BigDecimal> calls = DSL.sum(USAGE_GAP.CALLS);
    return transactions.read(dsl ->
        Objects.requireNonNull(
                dsl.select(DSL.coalesce(calls, DSL.inline(BigDecimal.ZERO)).as("calls"))
                    .from(USAGE_GAP)
                    .where(USAGE_GAP.BEGINS.ge(since.toEpochMilli()))
                    .and(USAGE_GAP.BEGINS.lt(until.toEpochMilli()))
                    .fetchSingle(0, BigDecimal.class))
            .longValue());
  }

  @Override
  public boolean forget(Instant hours, Instant days) {
    return transactions.write(dsl -> {
      boolean more = forget(dsl, Cells.of(Grain.HOUR), hours);
      more |= forget(dsl, Cells.of(Grain.DAY), days);
      dsl.deleteFrom(USAGE_GAP).where(USAGE_GAP.BEGINS.lt(days.toEpochMilli())).execute();
      dsl.deleteFrom(USAGE_LINE).where(USAGE_LINE.LAST_AT.lt(days.toEpochMilli())).execute();
      return more;
    });
  }

  private static boolean forget(DSLContext dsl, Cells cells, Instant before) {
    int gone =
        dsl.deleteFrom(cells.table())
            .where(
                DSL.row(cells.line(), cells.begins())
                    .in(
                        dsl.select(cells.line(), cells.begins())
                            .from(cells.table())
                            .where(cells.begins().lt(before.toEpochMilli()))
                            .limit(AT_ONCE)))
            .execute();
    return gone == AT_ONCE;
  }
}

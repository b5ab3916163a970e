package io.counterfoil.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// A table's rows in the order of some columns, a few at a time. Two such, in the same order, join
/// owners to what they own without holding either in memory.
final class Rows implements AutoCloseable {
  private static final int AT_A_TIME = 1_000;

  private final Cursor<Record> cursor;
  private final Iterator<Record> rows;
  private @Nullable Record next;

  private Rows(Cursor<Record> cursor) {
    this.cursor = cursor;
    rows = cursor.iterator();
    advance();
  }

  static Rows of(DSLContext dsl, Table<Record> table, Field<?>... order) {
    return new Rows(dsl.selectFrom(table).orderBy(order).fetchSize(AT_A_TIME).fetchLazy());
  }

  /// Hands over every row that is left.
  void forEach(Consumer<Record> into) {
    for (Record row = next; row != null; row = next) {
      advance();
      into.accept(row);
    }
  }

  /// Takes the rows up to the first that is not asked for.
  List<Record> takeWhile(Predicate<Record> wanted) {
    List<Record> taken = new ArrayList<>();
    for (Record row = next; row != null && wanted.test(row); row = next) {
      advance();
      taken.add(row);
    }
    return taken;
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {
    cursor.close();
  }
}

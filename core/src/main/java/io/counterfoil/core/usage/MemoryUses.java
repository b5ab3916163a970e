package io.counterfoil.core.usage;

import io.counterfoil.core.key.Holder;
import io.counterfoil.core.usage.UseRecords.Grain;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Counts of use that end with the process.
public final class MemoryUses implements UseRecords {
  private final Map<Grain, Map<Cell, Sum>> cells =
      Map.of(Grain.HOUR, new HashMap<>(), Grain.DAY, new HashMap<>());
  private final Map<Call, Line> lines = new HashMap<>();
  private final Map<Instant, Long> gaps = new TreeMap<>();
  private @Nullable Instant began;

  /// None yet.
  public MemoryUses() {
    // everything begins empty
  }

  private record Cell(Call call, Instant from) {}

  private record Sum(long count, Instant last) {
    Sum and(Sum other) {
      return new Sum(count + other.count, later(last, other.last));
    }
  }

  private record Line(Instant first, long count, Instant last) {
    Line and(Line other) {
      return new Line(
          first.isBefore(other.first) ? first : other.first,
          count + other.count,
          later(last, other.last));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  @Override
  public synchronized Instant began(Instant now) {
    began = began == null ? now : began;
    return began;
  }

  @Override
  public synchronized void append(List<Uses> uses, long uncounted, Instant now) {
    for (Uses each : uses) {
      Sum sum = new Sum(each.count(), each.last());
      Instant day = each.from().truncatedTo(ChronoUnit.DAYS);
      cells(Grain.HOUR).merge(new Cell(each.call(), each.from()), sum, Sum::and);
      cells(Grain.DAY).merge(new Cell(each.call(), day), sum, Sum::and);
      lines.merge(each.call(), new Line(each.last(), each.count(), each.last()), Line::and);
    }
    if (uncounted > 0) {
      gaps.merge(now.truncatedTo(ChronoUnit.HOURS), uncounted, Long::sum);
    }
  }

  private Map<Cell, Sum> cells(Grain grain) {
    return Objects.requireNonNull(cells.get(grain));
  }

  private Map<Cell, Sum> within(Span span) {
    return cells(span.grain()).entrySet().stream()
        .filter(each -> isIn(each.getKey(), span))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isIn(Cell cell, Span span) {
    return (span.account() == null || span.account().equals(cell.call().account()))
        && (span.holder() == null || span.holder().equals(cell.call().holder()))
        && !cell.from().isBefore(span.since())
        && cell.from().isBefore(span.until());
  }

  @Override
  public synchronized List<Uses> totals(Span span, int limit) {
    Map<Call, Uses> totals = new HashMap<>();
    within(span)
        .forEach((cell, sum) ->
            totals.merge(
                cell.call(),
                new Uses(cell.call(), cell.from(), sum.count(), sum.last()),
                (one, other) ->
                    new Uses(
                        cell.call(),
                        one.from().isBefore(other.from()) ? one.from() : other.from(),
                        one.count() + other.count(),
                        later(one.last(), other.last()))));
    return totals.values().stream()
        .sorted(Comparator.comparingLong(Uses::count).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Hits> series(Span span) {
    Map<Instant, Hits> all = new TreeMap<>();
    within(span)
        .forEach((cell, sum) -> {
          boolean passed = cell.call().isAllowed();
          all.merge(
              cell.from(),
              new Hits(cell.from(), passed ? sum.count() : 0, passed ? 0 : sum.count()),
              (one, other) ->
                  new Hits(
                      one.from(),
                      one.allowed() + other.allowed(),
                      one.refused() + other.refused()));
        });
    return List.copyOf(all.values());
  }

  @Override
  public synchronized List<Uses> known(Holder holder) {
    return all().stream().filter(uses -> uses.call().holder().equals(holder)).toList();
  }

  private List<Uses> all() {
    List<Uses> all = new ArrayList<>();
    lines.forEach((call, line) -> all.add(new Uses(call, line.first(), line.count(), line.last())));
    return all;
  }

  @Override
  public synchronized List<Uses> fresh(Instant since, int limit) {
    return all().stream()
        .filter(uses -> uses.call().isAllowed() && !uses.from().isBefore(since))
        .sorted(Comparator.comparing(Uses::from))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void lastUses(BiConsumer<Holder, Instant> into) {
    Map<Holder, Instant> last = new HashMap<>();
    all().stream()
        .filter(uses -> uses.call().isAllowed())
        .forEach(uses -> last.merge(uses.call().holder(), uses.last(), MemoryUses::later));
    last.forEach(into);
  }

  @Override
  public synchronized long uncounted(Instant since, Instant until) {
    return gaps.entrySet().stream()
        .filter(each -> !each.getKey().isBefore(since) && each.getKey().isBefore(until))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public synchronized boolean forget(Instant hours, Instant days) {
    cells(Grain.HOUR).keySet().removeIf(cell -> cell.from().isBefore(hours));
    cells(Grain.DAY).keySet().removeIf(cell -> cell.from().isBefore(days));
    lines.values().removeIf(line -> line.last().isBefore(days));
    gaps.keySet().removeIf(hour -> hour.isBefore(days));
    return false;
  }
}

package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.AppKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Records in memory, for as long as the process lives, and no more of them than there is room for.
public final class MemoryRecords implements DecisionRecords {
  private static final RefusalId LEAST = new RefusalId("cf-" + "0".repeat(26));

  private final int most;
  private final Map<RefusalId, Kept> byId = new HashMap<>();
  private final TreeMap<Place, Kept> byPlace = new TreeMap<>();
  private final Map<Counted, HourCount> counts = new HashMap<>();
  private final Map<LocalDate, byte[]> salts = new HashMap<>();

  /// @param most how many records; the oldest go first
  public MemoryRecords(int most) {
    this.most = most;
  }

  private record Counted(Instant hour, @Nullable AccountName account, RefusalCode code) {}

  @Override
  public synchronized void append(List<Kept> records, List<HourCount> more) {
    for (Kept kept : records) {
      byId.put(kept.record().id(), kept);
      byPlace.put(kept.place(), kept);
    }
    for (HourCount count : more) {
      counts.merge(new Counted(count.hour(), count.account(), count.code()), count, HourCount::and);
    }
    while (byPlace.size() > most) {
      forgetFirst();
    }
  }

  private void forgetFirst() {
    byId.remove(byPlace.pollFirstEntry().getValue().record().id());
  }

  @Override
  public synchronized @Nullable DecisionRecord find(RefusalId id) {
    Kept kept = byId.get(id);
    return kept == null ? null : kept.record();
  }

  @Override
  public synchronized List<Kept> list(RefusalFilter filter, @Nullable Place before, int limit) {
    return passing(filter, before).limit(limit).toList();
  }

  @Override
  public synchronized List<DecisionRecord> since(Instant from, int limit) {
    long first = Place.at(from);
    return byPlace.descendingMap().values().stream()
        .takeWhile(kept -> kept.place().number() >= first)
        .limit(limit)
        .map(Kept::record)
        .toList();
  }

  private Stream<Kept> passing(RefusalFilter filter, @Nullable Place before) {
    var places = before == null ? byPlace : byPlace.headMap(before, false);
    Instant since = filter.since();
    long first = since == null ? Long.MIN_VALUE : Place.at(since);
    return places.descendingMap().values().stream()
        .takeWhile(kept -> kept.place().number() >= first)
        .filter(filter::passes);
  }

  @Override
  public synchronized long between(RefusalFilter filter, Place after, Place before) {
    return passing(filter, before).takeWhile(kept -> kept.place().compareTo(after) > 0).count();
  }

  @Override
  public synchronized List<Met> met(AccountName account, AppKey key, Instant since) {
    Map<RefusalCode, Met> met = new EnumMap<>(RefusalCode.class);
    passing(new RefusalFilter(account, null, key, null, since, null), null)
        .map(MemoryRecords::once)
        .forEach(one -> met.merge(one.code(), one, MemoryRecords::earlier));
    return List.copyOf(met.values());
  }

  @Override
  public synchronized @Nullable Met sameValue(AccountName account, String tag) {
    return passing(new RefusalFilter(account, null, null, tag, null, null), null)
        .map(MemoryRecords::once)
        .reduce(MemoryRecords::earlier)
        .orElse(null);
  }

  private static Met once(Kept kept) {
    DecisionRecord record = kept.record();
    return new Met(record.code(), 1, record.at(), record.at());
  }

  private static Met earlier(Met later, Met one) {
    return new Met(later.code(), later.count() + one.count(), one.first(), later.last());
  }

  @Override
  public synchronized List<HourCount> hours(
      @Nullable AccountName account, Instant since, Instant until) {
    return counts.values().stream()
        .filter(count -> Objects.equals(account, count.account()))
        .filter(count -> !count.hour().isBefore(since) && count.hour().isBefore(until))
        .sorted(Comparator.comparing(HourCount::hour).thenComparing(count -> count.code().code()))
        .toList();
  }

  @Override
  public synchronized boolean forget(Horizon horizon) {
    long latest = Place.at(Collections.max(all(horizon)));
    byPlace
        .headMap(new Place(latest, LEAST), false)
        .values()
        .removeIf(kept -> {
          AccountName account = kept.record().account();
          Instant own = account == null ? null : horizon.ofAccounts().get(account);
          boolean goes = kept.place().number() < Place.at(own == null ? horizon.records() : own);
          return goes && byId.remove(kept.record().id()) != null;
        });
    counts.keySet().removeIf(counted -> counted.hour().isBefore(horizon.counts()));
    salts.keySet().removeIf(day -> day.isBefore(horizon.salts()));
    return false;
  }

  private static List<Instant> all(Horizon horizon) {
    return Stream.concat(Stream.of(horizon.records()), horizon.ofAccounts().values().stream())
        .toList();
  }

  @Override
  public synchronized byte[] salt(LocalDate day, byte[] fresh) {
    return salts.computeIfAbsent(day, _ -> fresh.clone()).clone();
  }
}

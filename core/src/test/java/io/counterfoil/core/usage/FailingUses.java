package io.counterfoil.core.usage;

import io.counterfoil.core.key.Holder;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// Records that cannot be written a number of times.
record FailingUses(UseRecords kept, AtomicLong failures) implements UseRecords {
  @Override
  public Instant began(Instant now) {
    return kept.began(now);
  }

  @Override
  public void append(List<Uses> uses, long uncounted, Instant now) {
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException("the disk is full");
    }
    kept.append(uses, uncounted, now);
  }

  @Override
  public List<Uses> totals(Span span, int limit) {
    return kept.totals(span, limit);
  }

  @Override
  public List<Hits> series(Span span) {
    return kept.series(span);
  }

  @Override
  public List<Uses> known(Holder holder) {
    return kept.known(holder);
  }

  @Override
  public List<Uses> fresh(Instant since, int limit) {
    return kept.fresh(since, limit);
  }

  @Override
  public void lastUses(BiConsumer<Holder, Instant> into) {
    kept.lastUses(into);
  }

  @Override
  public long uncounted(Instant since, Instant until) {
    return kept.uncounted(since, until);
  }

  @Override
  public boolean forget(Instant hours, Instant days) {
    return kept.forget(hours, days);
  }
}

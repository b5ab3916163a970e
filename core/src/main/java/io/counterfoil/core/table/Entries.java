package io.counterfoil.core.table;

import org.jspecify.annotations.Nullable;

/// A byte string for each slot: what a snapshot file holds, and over it what changed since. One
/// thread writes, any may read.
final class Entries {
  private final Base base;
  private final Slab changed = new Slab();

  /// The entries that stand somewhere already, from slot 0 on. They are never changed there.
  interface Base {
    /// No entries.
    Base NONE =
        new Base() {
          @Override
          public int size() {
            return 0;
          }

          @Override
          public byte[] get(int slot) {
            throw new IndexOutOfBoundsException(slot);
          }
        };

    /// How many entries there are.
    int size();

    /// The entry of a slot below the size.
    byte[] get(int slot);
  }

  Entries(Base base) {
    this.base = base;
  }

  /// The slot's bytes; null where there are none.
  byte @Nullable [] get(int slot) {
    byte[] newest = changed.get(slot);
    return newest != null || slot >= base.size() ? newest : base.get(slot);
  }

  void put(int slot, byte[] bytes) {
    changed.put(slot, bytes);
  }
}

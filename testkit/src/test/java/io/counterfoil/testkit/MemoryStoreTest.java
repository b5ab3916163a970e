package io.counterfoil.testkit;

import io.counterfoil.core.store.MemoryStore;
import io.counterfoil.core.store.Store;

/// The store in memory keeps what every store promises, for as long as its process lives.
class MemoryStoreTest extends StoreSuite {
  @Override
  protected Store open() {
    return new MemoryStore();
  }

  @Override
  protected Store reopen(Store before) {
    return before;
  }
}

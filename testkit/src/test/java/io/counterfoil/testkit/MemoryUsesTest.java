package io.counterfoil.testkit;

import io.counterfoil.core.usage.MemoryUses;
import io.counterfoil.core.usage.UseRecords;

/// Counts in memory keep what is promised, for as long as their process lives.
class MemoryUsesTest extends UseRecordsSuite {
  @Override
  protected UseRecords open() {
    return new MemoryUses();
  }

  @Override
  protected void close() {
    // nothing is held but memory
  }

  @Override
  protected UseRecords reopen(UseRecords before) {
    return before;
  }
}

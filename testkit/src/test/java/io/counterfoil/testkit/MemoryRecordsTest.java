package io.counterfoil.testkit;

import io.counterfoil.core.log.DecisionRecords;
import io.counterfoil.core.log.MemoryRecords;

/// Records in memory keep what is promised, for as long as their process lives.
class MemoryRecordsTest extends DecisionRecordsSuite {
  @Override
  protected DecisionRecords open() {
    return new MemoryRecords(100_000);
  }

  @Override
  protected void close() {
    // nothing is held but memory
  }

  @Override
  protected DecisionRecords reopen(DecisionRecords before) {
    return before;
  }
}

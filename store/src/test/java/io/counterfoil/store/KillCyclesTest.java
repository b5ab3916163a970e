package io.counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed loses nothing that it acknowledged and leaves nothing half done.
/// `./check --long` kills 500 times.
class KillCyclesTest {
  private static final int CYCLES = Integer.getInteger("counterfoil.kills", 10);

  @TempDir Path folder;

  @Test
  void nothingIsLostOrHalfDone_andTheFileIsOpenAgainAtOnce() throws Exception {
    KillCycles.Figures figures = KillCycles.run(folder, CYCLES, System.nanoTime());

    System.out.println(figures);
    assertThat(figures.acknowledged()).isPositive();
    assertThat(figures.lost()).isZero();
    assertThat(figures.halfApplied()).isZero();
    assertThat(figures.slowest()).isLessThan(Duration.ofSeconds(5));
    assertThat(new RecordFile(folder.resolve("record.db")).ask("pragma integrity_check"))
        .isEqualTo("ok");
  }
}

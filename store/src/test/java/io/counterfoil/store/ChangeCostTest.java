package io.counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.counterfoil.core.account.Account;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.store.MemoryStore;
import io.counterfoil.core.store.SnapshotKeeper;
import io.counterfoil.testkit.Samples;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// To apply a change costs what the change costs, not what the table does. Counted in bytes
/// allocated, which no neighbour on the machine can disturb.
class ChangeCostTest {
  private static final int FEW = 500;
  private static final int MANY = 60_000;
  private static final int CHANGES = 201;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void amongManyKeysAChangeCostsWhatItCostsAmongFew() {
    long few = bytesAChange(FEW);
    long many = bytesAChange(MANY);

    System.out.println(few + " bytes a change among " + FEW + " keys, " + many + " among " + MANY);
    assertThat(many).isLessThan(2 * few);
  }

  private static long bytesAChange(int keys) {
    Samples samples = new Samples(keys);
    Account acme = samples.account(1, "acme");
    MemoryStore store = new MemoryStore();
    SnapshotKeeper keeper = new SnapshotKeeper(store, "example.com");
    keeper.load();
    List<Change> all = new ArrayList<>(List.of(new Change.AccountPut(acme)));
    for (int i = 0; i < keys; i++) {
      all.add(new Change.KeyPut(samples.key(acme.name())));
    }
    commit(keeper, all);
    long[] bytes = new long[CHANGES];
    for (int i = 0; i < CHANGES; i++) {
      List<Change> one = List.of(new Change.KeyPut(samples.key(acme.name())));
      long before = THREADS.getCurrentThreadAllocatedBytes();
      commit(keeper, one);
      bytes[i] = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    Arrays.sort(bytes);
    return bytes[CHANGES / 2];
  }

  private static void commit(SnapshotKeeper keeper, List<Change> changes) {
    keeper.commit(Commit.after(keeper.directory().revision(), Samples.entry(null, "a"), changes));
  }
}

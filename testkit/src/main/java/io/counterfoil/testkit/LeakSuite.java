package io.counterfoil.testkit;

import static io.counterfoil.testkit.Samples.NOW;
import static io.counterfoil.testkit.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.OnLeak;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Leak;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every store promises of tokens that were found in the open: the part of [StoreSuite] that
/// is about them.
abstract class LeakSuite extends TokenSuite {
  private static final AccountName ACME = new AccountName("acme");

  private final Samples samples = new Samples(9);

  @Test
  void whatWasFoundInTheOpenIsLoadedBackExactly() {
    ApiKey key = samples.key(ACME);
    var leak =
        new Leak(
            UUID.fromString("3f1d7c52-0000-4000-8000-000000000001"),
            ACME,
            key.id(),
            "github",
            "https://example.com/a",
            NOW,
            "job:leaks",
            true);
    List<Change> all =
        List.of(
            new Change.AccountPut(samples.account(1, "acme")),
            new Change.KeyPut(key.quarantined(NOW)),
            new Change.OnLeakPut(ACME, OnLeak.ALARM),
            new Change.LeakPut(leak));
    commit(entry(ACME, "key.leaked"), all);
    assertThat(loaded()).containsExactlyElementsOf(all);
  }
}

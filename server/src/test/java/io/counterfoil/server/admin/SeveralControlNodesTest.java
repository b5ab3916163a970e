package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Control nodes on one PostgreSQL follow each other.
@EnabledIfEnvironmentVariable(
    named = "COUNTERFOIL_TEST_POSTGRES",
    matches = ".+",
    disabledReason = "no PostgreSQL here; run it by tools/with-postgres")
final class SeveralControlNodesTest {
  private static final AccountName ACME = new AccountName("acme");
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  @TempDir Path folder;

  private static CounterfoilServer server(Path data, String store) {
    return CounterfoilServer.start(
        ServerConfig.loopback(data).withStore(store), new DataDirectory(data, new SecureRandom()));
  }

  private static void execute(CounterfoilServer server, Command command) {
    assertThat(
            server
                .parts()
                .registry()
                .execute(command, new Actor.Operator("test"), new Origin("test", null)))
        .isInstanceOf(Outcome.Committed.class);
  }

  private static void sameRevision(CounterfoilServer one, CounterfoilServer other) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!one.parts().directory().revision().equals(other.parts().directory().revision())) {
      assertThat(System.nanoTime()).as("it never followed").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void whatOneChangesTheOtherDecidesBy_andBothMayChange() throws IOException {
    String store = Objects.requireNonNull(TestStore.POSTGRES.fresh());
    Path data = folder.resolve("one");
    Path copy = folder.resolve("other");
    try (CounterfoilServer one = server(data, store)) {
      Files.createDirectories(copy);
      for (String secret : List.of("pepper", "signing-key.jwk", "audit-key", "operator-token")) {
        Files.copy(data.resolve(secret), copy.resolve(secret));
      }
      try (CounterfoilServer other = server(copy, store)) {
        execute(
            one,
            new AccountCommand.CreateAccount(
                ACME, new Email("a@acme.example"), "A", null, List.of()));
        sameRevision(one, other);
        execute(other, new AccountCommand.SetAccountState(ACME, AccountState.INACTIVE));
        sameRevision(one, other);
        assertThat(Objects.requireNonNull(one.parts().directory().account(ACME)).account().state())
            .isEqualTo(AccountState.INACTIVE);
      }
    }
  }
}

package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil key needs-renewal`.
class NeedsRenewalTest {
  @Test
  void itsExitCodeSaysWhetherThereIsAny(@TempDir Path directory) {
    var ahead = new AtomicReference<>(Duration.ZERO);
    try (var commands = new DemoCommands(directory, () -> Instant.now().plus(ahead.get()))) {
      var none = commands.inAccount("key", "needs-renewal");
      assertThat(none.exit()).as(none.err()).isZero();
      assertThat(none.out()).isEmpty();

      ahead.set(Duration.ofDays(93));
      var some = commands.inAccount("key", "needs-renewal");
      assertThat(some.exit()).isEqualTo(3);
      assertThat(some.out()).contains("orange", commands.value("DEMO_ADMIN_KEY"));
      assertThat(commands.inAccount("key", "needs-renewal", "--red").exit()).isZero();

      var set = commands.run("account", "set", "demostore", "--renewal-period", "6");
      assertThat(set.exit()).as(set.err()).isZero();
      assertThat(commands.inAccount("key", "needs-renewal").exit()).isZero();
    }
  }
}

package io.counterfoil.store;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.counterfoil.core.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// What a start on PostgreSQL checks and refuses, each refusal in one sentence without the
/// password.
class PostgresStartTest {
  @Test
  void aServerThatDoesNotAnswerIsNamed() throws IOException {
    int port = freePort();

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open("postgresql://ana:s3cret@127.0.0.1:" + port + "/record"))
        .withMessage(
            "no connection to `postgresql://127.0.0.1:"
                + port
                + "/record` (expected: a PostgreSQL that accepts connections); start it, or correct"
                + " the address");
  }

  @Test
  void anOldServerIsRefused() {
    StoreAddress address = StoreAddress.parse("postgresql://ana:s3cret@db/record");

    assertThatNoException().isThrownBy(() -> PostgresConnections.requireVersion(address, 14));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> PostgresConnections.requireVersion(address, 13))
        .withMessage(
            "PostgreSQL at `postgresql://db/record` is of version 13 (expected: 14 or newer);"
                + " upgrade it, or name another");
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = PostgresDatabase.VARIABLE,
      matches = ".+",
      disabledReason = PostgresDatabase.NOT_RUN)
  void aDatabaseThatIsNotThereIsNamed() {
    String address = PostgresDatabase.serverAddress().replace("/postgres?", "/nowhere?");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(address))
        .withMessageMatching(
            "PostgreSQL has no database as in `postgresql://[0-9.:]+/nowhere` \\(expected: one that"
                + " exists\\); create it, or correct the address");
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = PostgresDatabase.VARIABLE,
      matches = ".+",
      disabledReason = PostgresDatabase.NOT_RUN)
  void aDatabaseOfSomethingElseIsRefused() throws SQLException {
    PostgresDatabase database = PostgresDatabase.create();
    database.execute("create table recipe (name text)");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> SqlStore.open(database.address()).close())
        .withMessageContaining("holds tables of something else");
    database.drop();
  }

  private static void open(String address) {
    SqlStore.open(StoreAddress.parse(address)).close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

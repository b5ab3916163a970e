package io.counterfoil.store;

import static io.counterfoil.testkit.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.testkit.LocalPostgres;
import io.counterfoil.testkit.Samples;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// A real server with passwords and TLS, that goes away and comes back, and a role that may do no
/// more than it has to.
@EnabledIf(value = LocalPostgres.INSTALLED, disabledReason = PostgresDatabase.NOT_RUN)
class PostgresServerTest {
  private static LocalPostgres server;
  private final Samples samples = new Samples(7);
  private final Account acme = samples.account(1, "acme");

  @BeforeAll
  static void start() {
    server = LocalPostgres.started();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void execute(String address, String... statements) throws SQLException {
    var parsed = (StoreAddress.PostgresServer) StoreAddress.parse(address);
    try (Connection connection = DriverManager.getConnection(parsed.jdbcUrl(), parsed.options());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static String fresh(String database) throws SQLException {
    execute(server.address(), "create database " + database);
    return server.address(LocalPostgres.USER, LocalPostgres.PASSWORD, database);
  }

  private static Store open(String address) {
    return SqlStore.open(StoreAddress.parse(address));
  }

  private static void refused(String address, String... words) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(address).close())
        .satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n", "s3cret"));
  }

  @Test
  void aWrongUserPasswordOrDatabaseIsSaidInOneSentence() {
    String user = LocalPostgres.USER;
    refused(server.address(user, "wrong", "postgres"), "does not let this user into");
    refused(server.address("nobody", "s3cret", "postgres"), "does not let this user into");
    refused(server.address(user, "s3cret", "nowhere"), "has no database as in");
  }

  @Test
  void tlsIsAskedFor_andTheCertificateIsChecked() throws SQLException {
    String address = fresh("tls");
    String trusted = "&sslrootcert=" + server.certificate();

    assertThatNoException().isThrownBy(() -> open(address + "?sslmode=require").close());
    assertThatNoException()
        .isThrownBy(() -> open(address + "?sslmode=verify-full" + trusted).close());
    refused(
        address.replace("127.0.0.1", "localhost") + "?sslmode=verify-full" + trusted,
        "no TLS connection to",
        "(expected: a server with TLS");
    refused(address + "?sslmode=verify-full&sslrootcert=/nowhere.pem", "no TLS connection to");
  }

  @Test
  void theFirstServerOfSeveralThatIsAPrimaryIsTaken() throws SQLException {
    String address = fresh("several");

    assertThatNoException().isThrownBy(() -> open(address.replace("@", "@127.0.0.1:1,")).close());
  }

  @Test
  void aServerThatWasRestartedIsUsedAgain_withoutAFailedCommit() throws SQLException {
    try (Store store = open(fresh("restarted"))) {
      Samples.commit(store, entry(acme.name(), "a"), List.of(new Change.AccountPut(acme)));
      for (int i = 0; i < 3; i++) {
        server.crash();
        server.start();

        Samples.commit(store, entry(acme.name(), "k"), List.of(key()));
        assertThat(store.head().number()).isEqualTo(i + 2);
      }
    }
  }

  private Change key() {
    return new Change.KeyPut(samples.key(acme.name()));
  }

  @Test
  void aServerThatIsStoppedRefusesQuickly_andComesBackByItself() throws SQLException {
    try (Store store = open(fresh("stopped"))) {
      Samples.commit(store, entry(acme.name(), "a"), List.of(new Change.AccountPut(acme)));
      server.crash();
      try {
        Instant began = Instant.now();
        for (int i = 0; i < 20; i++) {
          assertThatExceptionOfType(StoreException.class)
              .isThrownBy(() -> Samples.commit(store, entry(acme.name(), "k"), List.of(key())))
              .withMessageContaining("(expected: a PostgreSQL that accepts connections)");
        }
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(30));
      } finally {
        server.start();
      }
      Instant until = Instant.now().plusSeconds(30);
      Revision head = Revision.NONE;
      while (head.number() == 0 && Instant.now().isBefore(until)) {
        try {
          head = store.head();
        } catch (StoreException _) {
          Thread.onSpinWait();
        }
      }
      Samples.commit(store, entry(acme.name(), "k"), List.of(key()));
      assertThat(store.head().number()).isEqualTo(2);
    }
  }

  @Test
  void aStatementThatWaitsForTooLongIsGivenUp() throws SQLException {
    String address = fresh("slow");
    try (Store store = open(address + "?lockSeconds=1")) {
      Samples.commit(store, entry(acme.name(), "a"), List.of(new Change.AccountPut(acme)));
      var parsed = (StoreAddress.PostgresServer) StoreAddress.parse(address);
      try (Connection other = DriverManager.getConnection(parsed.jdbcUrl(), parsed.options());
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("lock table stream_head in exclusive mode");

        assertThatExceptionOfType(StoreException.class)
            .isThrownBy(() -> Samples.commit(store, entry(acme.name(), "k"), List.of(key())))
            .withMessageContaining("took too long over one statement");
        other.rollback();
      }
      Samples.commit(store, entry(acme.name(), "k"), List.of(key()));
      assertThat(store.head().number()).isEqualTo(2);
    }
  }

  @Test
  void aLongTransactionElsewhereHoldsNothingBack() throws SQLException {
    String address = fresh("idle");
    try (Store store = open(address)) {
      var parsed = (StoreAddress.PostgresServer) StoreAddress.parse(address);
      try (Connection idle = DriverManager.getConnection(parsed.jdbcUrl(), parsed.options());
          Statement statement = idle.createStatement()) {
        idle.setAutoCommit(false);
        statement.execute("create table elsewhere (a integer); select rev from stream_head");

        Samples.commit(store, entry(acme.name(), "a"), List.of(new Change.AccountPut(acme)));
        assertThat(store.after(0, 10)).hasSize(1);
        idle.rollback();
      }
    }
  }

  @Test
  void aRoleWithLeastRightsRunsTheStore_andCannotAlterTheAuditLog() throws SQLException {
    String owner = fresh("least");
    execute(owner, "create role app login password 's3cret'");
    String app = server.address("app", "s3cret", "least");
    refused(app, "PostgreSQL does not let this user do that in", "counterfoil store grants");
    StoreCheck.migrate(StoreAddress.parse(owner));

    execute(owner, LeastRights.statements("app", "public"));

    try (Store store = open(app)) {
      Samples.commit(store, entry(acme.name(), "a"), List.of(new Change.AccountPut(acme)));
      Samples.commit(store, entry(acme.name(), "k"), List.of(key()));
      assertThat(store.head().number()).isEqualTo(2);
      assertThat(StoreCheck.of(StoreAddress.parse(app), store.head()).flaw()).isNull();
    }
    for (String forbidden :
        List.of(
            "update audit_log set actor = 'nobody'",
            "delete from audit_log",
            "truncate audit_log",
            "update change_log set at = 0",
            "delete from stream_head",
            "create table more (a integer)",
            "alter table audit_log disable trigger all")) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> execute(app, forbidden))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }
}

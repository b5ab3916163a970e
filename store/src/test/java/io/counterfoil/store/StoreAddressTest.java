package io.counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the record lies, in one line of text that may hold a password and never shows it.
class StoreAddressTest {
  @Test
  void aFileIsNamedByItsPath() {
    var address = (StoreAddress.SqliteFile) StoreAddress.parse("sqlite:/var/lib/x/../y/record.db");

    assertThat(address.file()).isEqualTo(Path.of("/var/lib/y/record.db"));
    assertThat(address.folder()).isEqualTo(Path.of("/var/lib/y"));
    assertThat(StoreAddress.parse("sqlite:a.db"))
        .hasToString(Path.of("a.db").toAbsolutePath() + "");
  }

  @Test
  void aServerIsNamedByUserPasswordHostPortAndDatabase() {
    var address = server("postgresql://ana:p%40ss+w@db.example.com:5433/record?sslmode=require");

    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:5433/record");
    assertThat(address.options())
        .containsEntry("user", "ana")
        .containsEntry("password", "p@ss+w")
        .containsEntry("sslmode", "require");
  }

  @Test
  void severalHostsStandForOneDatabase() {
    var address = server("postgresql://a:5432,b:5432/record?targetServerType=primary");

    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://a:5432,b:5432/record");
    assertThat(address.options()).containsOnlyKeys("targetServerType");
  }

  @Test
  void howMuchOfTheServerIsTakenStandsBesideTheDriversOptions() {
    var address = server("postgresql://db/record?connections=8&lockSeconds=5&sslmode=require");

    assertThat(address.limits()).isEqualTo(new PostgresLimits(8, 30, 5, 600));
    assertThat(address.options()).containsOnlyKeys("sslmode");
    assertThat(server("postgresql://db/record").limits())
        .isEqualTo(new PostgresLimits(4, 30, 10, 600));
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(server("postgresql://ana:s3cret@db/record?password=s3cret"))
        .hasToString("postgresql://db/record");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://ana:s3cret@db/record",
        "sqlite:",
        "sqlite:/",
        "postgresql:record",
        "postgresql://ana:s3cret@db",
        "postgresql://ana:s3cret@x@db/record",
        "postgresql://ana:s3cret@db/record?sslmode",
        "postgresql://ana:s3cret@db/record?sslMode=require",
        "postgresql://ana:s3cret@db/record?connections=0",
        "postgresql://ana:s3cret@db/record?connections=101",
        "postgresql://ana:s3cret@db/record?lockSeconds=soon",
      })
  void anythingElseIsRefused_withoutRepeatingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreAddress.parse(text))
        .withMessageStartingWith("store: ")
        .withMessageContaining("(expected: ")
        .withMessageNotContaining("s3cret");
  }

  private static StoreAddress.PostgresServer server(String text) {
    return (StoreAddress.PostgresServer) StoreAddress.parse(text);
  }
}

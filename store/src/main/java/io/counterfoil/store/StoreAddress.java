package io.counterfoil.store;

import io.counterfoil.core.store.StoreException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/// Where the record lies: `sqlite:PATH` or `postgresql://USER:PASSWORD@HOST:PORT/DATABASE?OPTIONS`.
/// Prints without the password.
public sealed interface StoreAddress {
  /// How messages name it.
  @Override
  String toString();

  /// The address that the text stands for.
  ///
  /// @throws IllegalArgumentException if it stands for none; the message does not repeat the text,
  ///   since there may be a password in it
  static StoreAddress parse(String text) {
    if (text.startsWith("sqlite:")) {
      return SqliteFile.parse(text.substring("sqlite:".length()));
    }
    if (text.startsWith("postgresql:")) {
      return PostgresServer.parse(text);
    }
    throw new IllegalArgumentException(
        "store: neither `sqlite:` nor `postgresql:` in front (expected: sqlite:PATH or"
            + " postgresql://USER:PASSWORD@HOST:PORT/DATABASE)");
  }

  /// A file; its folder holds whatever else belongs to it, and no other Counterfoil.
  ///
  /// @param file absolute
  record SqliteFile(Path file) implements StoreAddress {
    private static final String EVENTS = "events.db";

    public SqliteFile {
      file = file.toAbsolutePath().normalize();
    }

    static SqliteFile parse(String path) {
      try {
        if (path.isBlank() || Path.of(path).getFileName() == null) {
          throw new IllegalArgumentException(
              "store: `sqlite:` without a file (expected: sqlite:PATH)");
        }
        return new SqliteFile(Path.of(path));
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(
            "store: `sqlite:` with what is no path (expected: sqlite:PATH)", e);
      }
    }

    /// The folder that holds the file.
    public Path folder() {
      return Objects.requireNonNull(file.getParent(), "a file lies in a folder");
    }

    /// The file beside it that holds what happened.
    ///
    /// @throws StoreException if the record itself has that name
    SqliteFile events() {
      SqliteFile events = new SqliteFile(folder().resolve(EVENTS));
      if (events.equals(this)) {
        throw new StoreException(
            "file `"
                + file
                + "` has the name that is kept for refusals and usage (expected: another one, such"
                + " as record.db); rename it while no Counterfoil runs");
      }
      return events;
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  /// A database of a PostgreSQL server.
  final class PostgresServer implements StoreAddress {
    private static final Pattern SHAPE =
        Pattern.compile(
            "postgresql://(?:([^:@/?]*)(?::([^@/?]*))?@)?([A-Za-z0-9.,:_\\[\\]-]+)"
                + "/([^/?]+)(?:\\?(.*))?");

    private final String hosts;
    private final String database;
    private final Properties options;
    private final PostgresLimits limits;

    private PostgresServer(String hosts, String database, Properties options) {
      this.hosts = hosts;
      this.database = database;
      this.options = options;
      limits = PostgresLimits.takenFrom(options);
      requireKnown(options);
    }

    /// A slip in `sslmode` must not end as a connection without TLS.
    private static void requireKnown(Properties options) {
      for (String name : options.stringPropertyNames()) {
        if (PGProperty.forName(name) == null) {
          throw new IllegalArgumentException(
              "store: option `"
                  + name
                  + "` is unknown (expected: connections, statementSeconds, lockSeconds,"
                  + " readSeconds, or one of pgjdbc's in its letter case, such as sslmode)");
        }
      }
    }

    static PostgresServer parse(String text) {
      Matcher parts = SHAPE.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "store: `postgresql:` with something missing (expected:"
                + " postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with %40 for an @ in a"
                + " password)");
      }
      Properties options = new Properties();
      putIfPresent(options, "user", parts.group(1));
      putIfPresent(options, "password", parts.group(2));
      if (parts.group(5) != null) {
        putAll(options, parts.group(5));
      }
      return new PostgresServer(parts.group(3), decoded(parts.group(4)), options);
    }

    private static void putAll(Properties options, String query) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "store: an option without a value (expected: ?name=value&name=value)");
        }
        options.setProperty(
            decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }

    private static void putIfPresent(Properties options, String name, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        options.setProperty(name, decoded(value));
      }
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// For the driver; without user, password or options.
    String jdbcUrl() {
      return "jdbc:postgresql://" + hosts + "/" + database;
    }

    /// For the driver: user, password and whatever stood behind the question mark.
    Properties options() {
      Properties copy = new Properties();
      copy.putAll(options);
      return copy;
    }

    PostgresLimits limits() {
      return limits;
    }

    /// Whether it names several servers, of which one is the primary.
    boolean isCluster() {
      return hosts.contains(",");
    }

    @Override
    public String toString() {
      return "postgresql://" + hosts + "/" + database;
    }
  }
}

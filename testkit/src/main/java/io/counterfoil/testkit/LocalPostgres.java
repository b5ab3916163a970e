package io.counterfoil.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL of a test's own on loopback, with passwords and TLS, that the test may stop and
/// start. Needs the server's programs and openssl; nothing of it outlives it.
public final class LocalPostgres implements AutoCloseable {
  /// The superuser.
  public static final String USER = "counterfoil";

  /// Its password.
  public static final String PASSWORD = "s3cret";

  /// A condition for tests: where it is false, they say that they were not run.
  public static final String INSTALLED = "io.counterfoil.testkit.LocalPostgres#isInstalled";

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final int PATIENCE_SECONDS = 60;

  private final Path programs;
  private final Path folder;
  private final List<String> as;
  private final int port;

  private LocalPostgres(Path programs, Path folder, List<String> as, int port) {
    this.programs = programs;
    this.folder = folder;
    this.as = List.copyOf(as);
    this.port = port;
  }

  /// Whether the server's programs are on this machine.
  public static boolean isInstalled() {
    return programs() != null;
  }

  private static @Nullable Path programs() {
    if (!Files.isDirectory(DEBIAN)) {
      return null;
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes one and starts it.
  public static LocalPostgres started() {
    Path programs = programs();
    if (programs == null) {
      throw new IllegalStateException("no PostgreSQL here (expected: Debian's postgresql)");
    }
    try {
      Path folder = Files.createTempDirectory("counterfoil-postgres");
      List<String> as = List.of();
      if ("root".equals(System.getProperty("user.name"))) {
        run(List.of("chown", "postgres", folder.toString()), folder); // it refuses to run as root
        as = List.of("runuser", "-u", "postgres", "--");
      }
      LocalPostgres server = new LocalPostgres(programs, folder, as, freePort());
      server.make();
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void make() {
    String words =
        "printf "
            + PASSWORD
            + " > password && openssl req -x509 -newkey rsa:2048 -nodes"
            + " -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout server.key"
            + " -out server.crt && chmod 600 server.key && chmod 755 .";
    asOwner("sh", "-c", words);
    asOwner(
        programs.resolve("initdb").toString(),
        "--pgdata=data",
        "--username=" + USER,
        "--pwfile=password",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
        "--no-sync");
  }

  /// Starts it again.
  public void start() {
    String options =
        "-h 127.0.0.1 -p "
            + port
            + " -k "
            + folder
            + " -c fsync=off -c ssl=on -c ssl_cert_file="
            + folder
            + "/server.crt -c ssl_key_file="
            + folder
            + "/server.key";
    asOwner(
        programs.resolve("pg_ctl").toString(),
        "start",
        "--silent",
        "--wait",
        "--timeout=" + PATIENCE_SECONDS,
        "--pgdata=data",
        "--log=log",
        "--options=" + options);
  }

  /// Stops it as a crash does: connections break, and nothing is written down in order.
  public void crash() {
    asOwner(
        programs.resolve("pg_ctl").toString(),
        "stop",
        "--silent",
        "--mode=immediate",
        "--pgdata=data");
  }

  /// Where it listens.
  public int port() {
    return port;
  }

  /// The certificate that it shows, in PEM.
  public Path certificate() {
    return folder.resolve("server.crt");
  }

  /// Its own database as an address of the store, for the superuser.
  public String address() {
    return address(USER, PASSWORD, "postgres");
  }

  /// The same for somebody else, or of another database.
  public String address(String user, String password, String database) {
    return "postgresql://" + user + ":" + password + "@127.0.0.1:" + port + "/" + database;
  }

  private void asOwner(String... command) {
    List<String> whole = new ArrayList<>(as);
    whole.addAll(Arrays.asList(command));
    run(whole, folder);
  }

  private static void run(List<String> command, Path folder) {
    try {
      // not by a pipe: the server would inherit it and keep it open
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()))
              .start();
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "`"
                + command
                + "` ended with "
                + exit
                + ": "
                + Files.readString(folder.resolve("said")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (Files.exists(folder.resolve("data").resolve("postmaster.pid"))) {
      crash();
    }
    run(List.of("rm", "-rf", "--", folder.resolve("data").toString()), folder);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

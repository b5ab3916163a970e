package io.counterfoil.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.core.store.StoreException;
import io.counterfoil.edge.EdgeException;
import io.counterfoil.edge.EdgeWarmUp;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import io.counterfoil.server.wiring.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Starts a server for the command line, says where it is, and stays until it is told to stop.
final class RunningServer {
  private static final int OK = 0;
  private static final int FAILED = 1;

  private final PrintWriter out;
  private final PrintWriter err;
  private boolean isForNow;

  RunningServer(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /// The same, which removes its data directory at its end.
  RunningServer forNow() {
    isForNow = true;
    return this;
  }

  /// Runs until the process is asked to end.
  ///
  /// @param greet what to do and print once it listens
  /// @return the exit code
  int run(
      Path directory, ListenOptions options, BiConsumer<CounterfoilServer, DataDirectory> greet) {
    return run(directory, () -> options.config(directory), InstantSource.system(), greet);
  }

  /// The same, by another clock.
  int run(
      Path directory,
      Supplier<ServerConfig> options,
      InstantSource clock,
      BiConsumer<CounterfoilServer, DataDirectory> greet) {
    CounterfoilServer server;
    DataDirectory data;
    try {
      ServerConfig config = options.get();
      EdgeWarmUp.begin(config.edge().transport());
      data = new DataDirectory(directory, new SecureRandom());
      server = CounterfoilServer.start(config, data, clock);
      remember(server, data);
      greet.accept(server, data);
    } catch (StartException | StoreException | EdgeException e) {
      err.println("counterfoil: " + e.getMessage());
      err.flush();
      return FAILED;
    }
    out.flush();
    await(server, data);
    return OK;
  }

  private void await(CounterfoilServer server, DataDirectory data) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop(server, data);
                  stopped.countDown();
                },
                "stop"));
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(CounterfoilServer server, DataDirectory data) {
    try {
      server.close();
      if (isForNow) {
        data.forget();
      }
    } catch (StartException e) {
      err.println("counterfoil: " + e.getMessage());
      err.flush();
    }
  }

  /// Notes where the server is, so that the other commands of this user find it.
  private static void remember(CounterfoilServer server, DataDirectory data) {
    String note =
        json(
            Map.of(
                "control", server.controlUrl(),
                "edge", server.edgeUrl(),
                "data", data.path().toString(),
                "pid", Long.toString(ProcessHandle.current().pid())));
    data.write("server.json", note);
    Path state = stateDirectory();
    if (state != null) {
      new DataDirectory(state, new SecureRandom()).write("last.json", note);
    }
  }

  private static @Nullable Path stateDirectory() {
    String state = System.getenv("XDG_STATE_HOME");
    String home = System.getenv("HOME");
    Path base =
        state != null && !state.isBlank()
            ? Path.of(state)
            : home == null ? null : Path.of(home, ".local", "state");
    if (base == null) {
      return null;
    }
    try {
      Files.createDirectories(base);
      return Files.isWritable(base) ? base.resolve("counterfoil") : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static String json(Map<String, String> fields) {
    try {
      return new ObjectMapper().writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text that is no JSON", e);
    }
  }
}

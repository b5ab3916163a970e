package io.counterfoil.server.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.NodeCommand;
import io.counterfoil.core.node.NodeCredential;
import io.counterfoil.core.node.NodeName;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.edge.EdgeConfig;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The feed under those who make it hard: a restored backup, a reader that does not read, a
/// thousand that come at once.
final class FeedTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AccountName ACME = new AccountName("acme");
  private static final int HERD = 1_000;

  @TempDir Path folder;

  private static CounterfoilServer server(Path data) {
    return CounterfoilServer.start(ServerConfig.loopback(data), new DataDirectory(data, RANDOM));
  }

  private static int port(CounterfoilServer server) {
    return URI.create(server.controlUrl()).getPort();
  }

  private static void execute(CounterfoilServer server, Command command) {
    assertThat(
            server
                .parts()
                .registry()
                .execute(command, new Actor.Operator("test"), new Origin("test", null)))
        .isInstanceOf(Outcome.Committed.class);
  }

  private static NodeCredential added(CounterfoilServer server, String name) {
    NodeCredential credential =
        NodeCredential.generate(RANDOM, server.parts().feedCheck().fingerprint());
    execute(server, new NodeCommand.AddNode(new NodeName(name), credential.digest()));
    return credential;
  }

  private static void open(CounterfoilServer server, String account) {
    execute(
        server,
        new AccountCommand.CreateAccount(
            new AccountName(account),
            new Email("a@" + account + ".example"),
            "A",
            null,
            List.of()));
  }

  private VerifierNode verifier(NodeCredential credential, int port) {
    return VerifierNode.start(
        new VerifierConfig(
            List.of(URI.create("http://127.0.0.1:" + port)),
            folder.resolve("copy"),
            credential,
            EdgeConfig.loopback(0).withEventLoops(1),
            1,
            0,
            ControlTls.USUAL),
        InstantSource.system(),
        "test",
        _ -> {});
  }

  private static void follows(VerifierNode node, CounterfoilServer server) {
    Eventually.holds(() -> node.revision().equals(server.parts().directory().revision()));
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whoIsAheadOfARestoredBackupBeginsAnew_andTheAuditLogSaysSo() {
    Path data = folder.resolve("data");
    Path backup = folder.resolve("backup");
    NodeCredential credential;
    try (CounterfoilServer first = server(data)) {
      open(first, "acme");
      credential = added(first, "edge-1");
    }
    copy(data, backup);
    CounterfoilServer again = server(data);
    try (var link = new Link(port(again));
        VerifierNode node = verifier(credential, link.port())) {
      execute(again, new AccountCommand.SetAccountState(ACME, AccountState.INACTIVE));
      follows(node, again);
      again.close();
      try (CounterfoilServer restored = server(backup)) {
        open(restored, "beta");
        link.leadTo(port(restored));
        follows(node, restored);

        assertThat(node.forks()).isEqualTo(1);
        Eventually.holds(() ->
            restored.parts().store().audit(AuditFilter.ALL, Long.MAX_VALUE, 10).stream()
                .anyMatch(each -> each.entry().action().equals("node.forked")));
        follows(node, restored);
        assertThat(node.isReady()).isTrue();
      }
    }
  }

  /// A reader of the feed that is nothing but a socket.
  private static Socket reader(int port, NodeCredential credential, Revision after, int buffer)
      throws IOException {
    Socket socket = new Socket();
    if (buffer > 0) {
      socket.setReceiveBufferSize(buffer);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String request =
        "GET /v1/feed?after="
            + after.number()
            + "&hash="
            + after.hash()
            + " HTTP/1.1\r\nHost: control\r\nAuthorization: Bearer "
            + credential.reveal()
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void whoDoesNotReadIsCutOff_andNobodyElseNotices() throws IOException {
    try (CounterfoilServer server = server(folder.resolve("data"))) {
      NodeCredential credential = added(server, "edge-1");
      try (VerifierNode node = verifier(credential, port(server));
          Socket idle = reader(port(server), credential, Revision.NONE, 2_048);
          Asking asking = new Asking()) {
        follows(node, server);
        for (int i = 0; i < 60; i++) { // each commit's frame holds the whole catalogue
          execute(server, Catalogues.version(i));
        }
        follows(node, server);
        Eventually.holds(() ->
            asking
                .get(server.controlUrl() + "/metrics")
                .body()
                .contains("counterfoil_feed_cut_off_total 1\n"));
        assertThat(node.isConnected()).isTrue();
        assertThat(idle.isConnected()).isTrue();
      }
    }
  }

  @Test
  void aThousandThatComeBackAtOnceAreAllServed() {
    Path data = folder.resolve("data");
    var port = new AtomicInteger();
    var served = new AtomicInteger();
    var ended = new AtomicInteger();
    CounterfoilServer first = server(data);
    NodeCredential credential = added(first, "edge-1");
    port.set(port(first));
    Revision head = first.parts().directory().revision();
    List<Thread> herd = new ArrayList<>();
    for (int i = 0; i < HERD; i++) {
      herd.add(
          Thread.ofVirtual()
              .start(() -> stay(() -> reader(port.get(), credential, head, 0), served, ended)));
    }
    Eventually.holds(() -> served.get() >= HERD);
    first.close();
    try (CounterfoilServer again = server(data)) {
      port.set(port(again));
      Eventually.holds(() -> ended.get() >= HERD);
      Eventually.holds(() -> served.get() >= 2 * HERD);
    } finally {
      herd.forEach(Thread::interrupt);
    }
  }

  /// Makes a connection.
  private interface Coming {
    Socket come() throws IOException;
  }

  /// Reads the feed, stays until the connection ends, and comes back once.
  private static void stay(Coming coming, AtomicInteger served, AtomicInteger ended) {
    for (int turn = 0; turn < 2; ) {
      try (Socket socket = coming.come()) {
        InputStream in = socket.getInputStream();
        byte[] some = new byte[4_096];
        if (in.read(some) > 0 && new String(some, StandardCharsets.US_ASCII).contains(" 200 ")) {
          served.incrementAndGet();
          turn++;
          drain(in, some);
          ended.incrementAndGet();
        }
      } catch (IOException e) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(50_000_000, 150_000_000));
      }
    }
  }

  /// Reads to the end, however it comes.
  private static void drain(InputStream in, byte[] some) {
    try {
      int read;
      do {
        read = in.read(some);
      } while (read >= 0);
    } catch (IOException e) {
      // cut off: that is an end, too
    }
  }
}

package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The edge at a Unix domain socket.
final class SocketTest {
  @TempDir private Path folder = Path.of("");

  private EdgeWorld at(Path path, boolean isOnly) {
    return EdgeWorld.start(EdgeWorld.config().withSocket(new EdgeSocket(path, isOnly)));
  }

  private static String ask(Path path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      String request = Wire.request("GET /health/live", "Connection: close");
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(10_000);
      while (channel.read(answer) >= 0 && answer.hasRemaining()) {
        // until it closes
      }
      return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void itAnswersBesideTcp_toItsOwnerAndGroupAlone() throws IOException {
    Path path = folder.resolve("edge.sock");
    try (EdgeWorld world = at(path, false)) {
      assertThat(ask(path)).startsWith("HTTP/1.1 200").endsWith("ok\n");
      assertThat(Wire.ask(world.port(), "GET /health/live").status()).isEqualTo(200);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-rw----");
      assertThat(world.edge.address()).contains("http://127.0.0.1:").endsWith("unix:" + path);
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void itAnswersInsteadOfTcp() throws IOException {
    Path path = folder.resolve("edge.sock");
    try (EdgeWorld world = at(path, true)) {
      assertThat(ask(path)).startsWith("HTTP/1.1 200");
      assertThat(world.port()).isZero();
      assertThat(world.edge.address()).isEqualTo("unix:" + path);
    }
  }

  @Test
  void whatACrashLeftIsReplaced() throws IOException {
    Path path = folder.resolve("edge.sock");
    try (var crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      crashed.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
    try (EdgeWorld world = at(path, false)) {
      assertThat(ask(path)).startsWith("HTTP/1.1 200");
      assertThatThrownBy(() -> at(path, false))
          .isInstanceOf(EdgeException.class)
          .hasMessageContaining("another process listens");
      assertThat(ask(path)).startsWith("HTTP/1.1 200");
      assertThat(world.edge.connections()).isNotNegative();
    }
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws IOException {
    Path path = Files.writeString(folder.resolve("precious"), "data");

    assertThatThrownBy(() -> at(path, false))
        .isInstanceOf(EdgeException.class)
        .hasMessageContaining("no socket");
    assertThat(path).hasContent("data");
  }

  @Test
  void aPathThatIsTooLongOrRelativeIsRefused() {
    assertThatThrownBy(() -> EdgeSocket.of("unix:edge.sock", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absolute");
    assertThatThrownBy(() -> EdgeSocket.of("/" + "x".repeat(107), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("107 bytes");
  }
}

package io.counterfoil.edge.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An API behind a proxy that remembers the very bytes of what reached it, and answers 200.
public final class StubApi implements AutoCloseable {
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  /// A request as it came.
  public record Seen(String method, String target, List<String> lines, String body) {
    /// Each value of the header of exactly that spelling but for the letters' case.
    public List<String> all(String name) {
      return HttpMessage.all(lines, name);
    }

    /// Its values; empty text where there are none.
    public String header(String name) {
      return String.join(" | ", all(name));
    }
  }

  /// Listens on loopback.
  ///
  /// @param port 0 for a free one
  /// @throws IOException if it cannot
  public StubApi(int port) throws IOException {
    socket = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// The port that it listens at.
  public int port() {
    return socket.getLocalPort();
  }

  /// Forgets what came.
  public void forget() {
    seen.clear();
  }

  /// What came since it forgot.
  public List<Seen> seen() {
    return seen;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream())) {
      for (HttpMessage request = HttpMessage.read(in, true);
          request != null;
          request = HttpMessage.read(in, true)) {
        seen.add(seen(request));
        client.getOutputStream().write(OK);
      }
    } catch (IOException gone) {
      // The proxy closed the connection.
    }
  }

  private static Seen seen(HttpMessage request) {
    String[] words = request.start().split(" ");
    return new Seen(words[0], words[1], request.lines(), request.body());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

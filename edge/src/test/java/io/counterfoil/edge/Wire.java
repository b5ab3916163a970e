package io.counterfoil.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One connection on which a test writes exactly the bytes that it means, and reads answers.
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  Wire(int port) throws IOException {
    this(port, InetAddress.getLoopbackAddress());
  }

  /// @param from the address that the server sees
  Wire(int port, InetAddress from) throws IOException {
    socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
  }

  /// One answer.
  record Reply(int status, List<String> lines, String body) {
    /// Each value of the header.
    List<String> all(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return lines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .toList();
    }

    /// The header's one value; empty text where there is none.
    String header(String name) {
      List<String> values = all(name);
      return values.size() == 1 ? values.getFirst() : String.join(" | ", values);
    }

    /// The names of all headers, in order.
    List<String> names() {
      return lines.stream().map(line -> line.substring(0, line.indexOf(':'))).toList();
    }
  }

  /// Sends one request without a body on a connection of its own.
  static Reply ask(int port, String line, String... headers) throws IOException {
    try (Wire wire = new Wire(port)) {
      return wire.ask(line, headers);
    }
  }

  Reply ask(String line, String... headers) throws IOException {
    write(request(line, headers));
    return read(line.startsWith("HEAD "));
  }

  /// The bytes of a request, up to its body.
  static String request(String line, String... headers) {
    StringBuilder text = new StringBuilder(line).append(" HTTP/1.1\r\n");
    if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
      text.append("Host: 127.0.0.1\r\n");
    }
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  Reply read(boolean isHead) throws IOException {
    String status = line();
    if (status == null) {
      throw new IOException("the connection was closed without an answer");
    }
    List<String> lines = new ArrayList<>();
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    Reply head = new Reply(Integer.parseInt(status.split(" ")[1]), lines, "");
    String length = head.header("Content-Length");
    byte[] body =
        isHead || length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    return new Reply(head.status(), lines, new String(body, StandardCharsets.UTF_8));
  }

  /// Whether the server closes the connection, whatever it sends before.
  boolean endsUnread() throws IOException {
    try {
      in.readAllBytes();
      return true;
    } catch (SocketException reset) {
      return true;
    }
  }

  /// Whether something came.
  boolean hasAnswer() throws IOException {
    return in.available() > 0;
  }

  /// Whether the server closes the connection, having sent nothing more.
  boolean isClosed() throws IOException {
    return in.read() < 0;
  }

  private @Nullable String line() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (b != '\r') {
        bytes.write(b);
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

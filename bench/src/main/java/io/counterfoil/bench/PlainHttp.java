package io.counterfoil.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One connection of HTTP/1.1 that is kept, with as little between a request and its answer as
/// there can be. Belongs to one thread.
final class PlainHttp implements AutoCloseable {
  private static final String REVISION = "counterfoil-revision: ";
  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  PlainHttp(URI server) throws IOException {
    socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /// An answer; its body was read and thrown away.
  ///
  /// @param revision the value of `Counterfoil-Revision`; null where there is none
  record Reply(int status, @Nullable String revision) {}

  /// @param head the request line and the headers, each with its end of line
  Reply ask(String head, String body) throws IOException {
    out.write((head + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    int status = Integer.parseInt(line().substring(9, 12));
    int length = 0;
    String revision = null;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Integer.parseInt(lower.substring(LENGTH.length()));
      } else if (lower.startsWith(REVISION)) {
        revision = lower.substring(REVISION.length());
      }
    }
    in.skipNBytes(length);
    return new Reply(status, revision);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

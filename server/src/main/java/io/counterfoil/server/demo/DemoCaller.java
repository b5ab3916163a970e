package io.counterfoil.server.demo;

import io.counterfoil.core.decision.CredentialReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Asks the edge over one connection, as a proxy does, and waits for each answer. Plain sockets,
/// since an HTTP client takes longer to be ready than all of the demo's calls.
final class DemoCaller implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private final String host;

  /// @param edge where the edge is, over plain HTTP
  DemoCaller(URI edge) {
    try {
      host = edge.getAuthority();
      socket = new Socket();
      socket.connect(
          new InetSocketAddress(InetAddress.getAllByName(edge.getHost())[0], edge.getPort()),
          PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's calls do not reach the edge", e);
    }
  }

  /// A request that a client makes, as the proxy passes it on.
  ///
  /// @param appKey null for none
  /// @param token null for none
  /// @param address where the client is
  record Call(
      @Nullable String appKey,
      @Nullable String token,
      String method,
      String path,
      String address,
      String agent) {}

  /// Makes the call, and tells the status of the answer.
  int make(Call call) {
    StringBuilder text = new StringBuilder("GET /v1/authz/forward HTTP/1.1\r\n");
    header(text, "Host", host);
    header(text, "X-Original-Method", call.method());
    header(text, "X-Original-URI", call.path());
    header(text, "X-Counterfoil-Account", DemoAccount.NAME.value());
    header(text, "X-Forwarded-For", call.address());
    header(text, "User-Agent", call.agent());
    header(text, CredentialReader.APP_KEY, call.appKey());
    header(text, CredentialReader.APP_TOKEN, call.token());
    text.append("\r\n");
    try {
      socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException("the edge broke off one of the demo's calls", e);
    }
  }

  private static void header(StringBuilder text, String name, @Nullable String value) {
    if (value != null) {
      text.append(name).append(": ").append(value).append("\r\n");
    }
  }

  private int answer() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      if (next != '\r') {
        text.append((char) next);
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

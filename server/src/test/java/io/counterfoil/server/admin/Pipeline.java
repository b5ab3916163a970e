package io.counterfoil.server.admin;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A connection to the edge that sends many requests before it reads their answers.
final class Pipeline implements AutoCloseable {
  private static final String REFUSAL = "x-counterfoil-refusal-id: ";
  private static final String LENGTH = "content-length: ";

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  Pipeline(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks about a call with the pair, as a proxy does for a client of that address.
  void ask(String appKey, String token, String target, String address) {
    String request =
        """
        GET /v1/authz/forward HTTP/1.1\r
        Host: edge\r
        X-Original-Method: GET\r
        X-Original-URI: %s\r
        X-VTEX-API-AppKey: %s\r
        X-VTEX-API-AppToken: %s\r
        X-Forwarded-For: %s\r
        \r
        """
            .formatted(target, appKey, token, address);
    try {
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The ids of so many refusals that are answered next, in the order of their requests.
  List<String> refusals(int many) {
    List<String> ids = new ArrayList<>(many);
    try {
      out.flush();
      while (ids.size() < many) {
        ids.add(refusal());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }

  private String refusal() throws IOException {
    String id = "";
    long length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith(REFUSAL)) {
        id = header.substring(REFUSAL.length());
      } else if (header.startsWith(LENGTH)) {
        length = Long.parseLong(header.substring(LENGTH.length()));
      }
    }
    in.skipNBytes(length);
    return id;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the edge closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
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

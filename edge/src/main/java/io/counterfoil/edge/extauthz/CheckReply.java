package io.counterfoil.edge.extauthz;

import com.google.protobuf.CodedOutputStream;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes a `CheckResponse`.
public final class CheckReply {
  private static final int UNAUTHENTICATED = 16;
  private static final int PERMISSION_DENIED = 7;
  private static final int OVERWRITE_OR_ADD = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  private CheckReply() {}

  private interface Body {
    void write(CheckReply into) throws IOException;
  }

  /// The request may pass.
  ///
  /// @param headers what the API gets, whatever the client sent under these names
  /// @param removed what it does not get
  /// @param back what the client gets with the API's answer
  public static Buffer pass(
      List<Map.Entry<String, String>> headers,
      List<String> removed,
      List<Map.Entry<String, String>> back) {
    return message(reply -> {
      reply.part(1, _ -> {});
      reply.part(
          3,
          ok -> {
            ok.headers(2, headers);
            for (String name : removed) {
              ok.text(5, name);
            }
            ok.headers(6, back);
          });
    });
  }

  /// The request may not pass, and this is what the client gets.
  public static Buffer deny(int status, List<Map.Entry<String, String>> headers, Buffer body) {
    return message(reply -> {
      reply.part(
          1, code -> code.out.writeInt32(1, status == 401 ? UNAUTHENTICATED : PERMISSION_DENIED));
      reply.part(
          2,
          denied -> {
            denied.part(1, http -> http.out.writeEnum(1, status));
            denied.headers(2, headers);
            denied.out.writeByteArray(3, body.getBytes());
          });
    });
  }

  private static Buffer message(Body body) {
    return Buffer.buffer(written(body));
  }

  private static byte[] written(Body body) {
    var part = new CheckReply();
    try {
      body.write(part);
      part.out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return part.bytes.toByteArray();
  }

  private void part(int field, Body body) throws IOException {
    out.writeByteArray(field, written(body));
  }

  private void text(int field, String value) throws IOException {
    out.writeByteArray(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private void headers(int field, List<Map.Entry<String, String>> headers) throws IOException {
    for (Map.Entry<String, String> header : headers) {
      part(
          field,
          option -> {
            option.part(
                1,
                pair -> {
                  pair.text(1, header.getKey());
                  pair.text(2, header.getValue());
                });
            option.out.writeEnum(3, OVERWRITE_OR_ADD);
          });
    }
  }
}

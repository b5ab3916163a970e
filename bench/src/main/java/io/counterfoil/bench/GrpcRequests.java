package io.counterfoil.bench;

import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Calls as Envoy puts them to an external authorizer: the frames of one HTTP/2 stream (RFC 9113)
/// that carries one gRPC message, with 0 for the number of the stream.
final class GrpcRequests {
  private static final int FRAME_HEAD = 9;
  private static final int MESSAGE_HEAD = 5;
  private static final byte DATA = 0;
  private static final byte HEADERS = 1;
  private static final byte END_STREAM = 1;
  private static final byte END_HEADERS = 4;

  /// Entries of HPACK's static table (RFC 7541, appendix A).
  private static final int AUTHORITY = 1;

  private static final int METHOD_POST = 3;
  private static final int PATH = 4;
  private static final int SCHEME_HTTP = 6;
  private static final int CONTENT_TYPE = 31;

  private GrpcRequests() {}

  /// The frames of a call.
  static byte[] frames(Workload.Call call) {
    byte[] head = head();
    byte[] message = message(call).toByteArray();
    return ByteBuffer.allocate(2 * FRAME_HEAD + head.length + MESSAGE_HEAD + message.length)
        .put(frame(HEADERS, END_HEADERS, head.length))
        .put(head)
        .put(frame(DATA, END_STREAM, MESSAGE_HEAD + message.length))
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  private static CheckRequest message(Workload.Call call) {
    var http =
        AttributeContext.HttpRequest.newBuilder()
            .setId("1234567890")
            .setMethod(call.method())
            .setPath(call.target())
            .setHost("api.example.org")
            .setScheme("https")
            .setProtocol("HTTP/1.1")
            .putHeaders(":authority", "api.example.org")
            .putHeaders(":method", call.method())
            .putHeaders(":path", call.target())
            .putHeaders("user-agent", "bench")
            .putHeaders("x-vtex-api-appkey", call.appKey())
            .putHeaders("x-vtex-api-apptoken", call.token().reveal());
    return CheckRequest.newBuilder()
        .setAttributes(
            AttributeContext.newBuilder()
                .setRequest(AttributeContext.Request.newBuilder().setHttp(http)))
        .build();
  }

  private static byte[] frame(byte type, byte flags, int length) {
    return ByteBuffer.allocate(FRAME_HEAD)
        .put((byte) (length >> 16))
        .putShort((short) length)
        .put(type)
        .put(flags)
        .putInt(0)
        .array();
  }

  /// The headers of a gRPC request, as literals that no table remembers.
  private static byte[] head() {
    var out = new ByteArrayOutputStream();
    out.write(0x80 | METHOD_POST);
    out.write(0x80 | SCHEME_HTTP);
    literal(out, PATH, "/envoy.service.auth.v3.Authorization/Check");
    literal(out, AUTHORITY, "127.0.0.1");
    literal(out, CONTENT_TYPE, "application/grpc");
    out.write(0);
    text(out, "te");
    text(out, "trailers");
    return out.toByteArray();
  }

  private static void literal(ByteArrayOutputStream out, int name, String value) {
    if (name < 15) {
      out.write(name);
    } else {
      out.write(15);
      out.write(name - 15);
    }
    text(out, value);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.write(text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}

package io.counterfoil.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection of HTTP/2 on which a test writes exactly the frames that it means.
final class MultiplexedWire implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GO_AWAY = 7;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;
  private static final int PRIORITY = 0x20;

  private static final int PATIENCE_MILLIS = 10_000;
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private final Socket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(true);
  private int stream = -1;

  /// What came.
  record Frame(int type, int flags, int stream, ByteBuf payload) {
    /// The error code of RST_STREAM or GOAWAY.
    int error() {
      return payload.getInt(type == GO_AWAY ? 4 : 0);
    }
  }

  /// One answer.
  record Reply(int status, Http2Headers headers, String body) {}

  MultiplexedWire(int port) throws IOException {
    socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
    write(SETTINGS, 0, 0, new byte[0]);
  }

  /// Writes a frame.
  void write(int type, int flags, int stream, byte... payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
    socket.getOutputStream().write(frame.array());
  }

  /// Begins a request whose headers are all there, and whose body is not.
  ///
  /// @return its stream
  int begin(int flags, Http2Headers headers) throws IOException {
    stream += 2;
    write(HEADERS, END_HEADERS | flags, stream, encoded(headers));
    return stream;
  }

  byte[] encoded(Http2Headers headers) throws IOException {
    ByteBuf block = Unpooled.buffer();
    try {
      encoder.encodeHeaders(Math.max(stream, 1), headers, block);
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
    byte[] bytes = new byte[block.readableBytes()];
    block.readBytes(bytes);
    return bytes;
  }

  /// The headers of a request for the path.
  static Http2Headers get(String path, String... headers) {
    var all = new DefaultHttp2Headers().method("GET").path(path).scheme("http");
    all.authority("127.0.0.1");
    for (String header : headers) {
      for (String line : header.split("\r\n")) {
        int colon = line.indexOf(':');
        all.add(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
      }
    }
    return all;
  }

  /// Asks, and waits for the answer.
  Reply ask(String path, String... headers) throws IOException {
    return read(begin(END_STREAM, get(path, headers)));
  }

  /// The answer on the stream.
  Reply read(int wanted) throws IOException {
    Http2Headers headers = null;
    StringBuilder body = new StringBuilder();
    while (true) {
      Frame frame = next();
      if (frame.stream() == wanted && frame.type() == HEADERS) {
        headers = decoded(frame);
      } else if (frame.stream() == wanted && frame.type() == DATA) {
        body.append(frame.payload().toString(StandardCharsets.UTF_8));
      } else if (frame.type() == GO_AWAY || frame.stream() == wanted) {
        throw new IOException("no answer but frame " + frame.type() + ", error " + frame.error());
      }
      if (headers != null && (frame.flags() & END_STREAM) != 0 && frame.stream() == wanted) {
        return new Reply(Integer.parseInt(headers.status().toString()), headers, body.toString());
      }
    }
  }

  Http2Headers decoded(Frame frame) throws IOException {
    int skipped = (frame.flags() & PRIORITY) != 0 ? 5 : 0;
    ByteBuf block = frame.payload().duplicate().skipBytes(skipped);
    try {
      return decoder.decodeHeaders(frame.stream(), block);
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
  }

  /// The next frame of that type, all others aside.
  Frame next(int type) throws IOException {
    Frame frame = next();
    while (frame.type() != type) {
      frame = next();
    }
    return frame;
  }

  Frame next() throws IOException {
    int head = in.readInt();
    int flags = in.readUnsignedByte();
    int id = in.readInt();
    byte[] payload = new byte[head >>> 8];
    in.readFully(payload);
    Frame frame = new Frame(head & 0xff, flags, id, Unpooled.wrappedBuffer(payload));
    if (frame.type() == SETTINGS && flags == 0) {
      write(SETTINGS, ACK, 0);
    }
    return frame;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

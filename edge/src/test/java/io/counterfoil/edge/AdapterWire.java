package io.counterfoil.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A proxy's end of SPOE and FastCGI, written from the protocols' texts and not from our own
/// readers.
final class AdapterWire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;

  AdapterWire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// Whether the other side closes, whatever it sends before.
  boolean isClosedByPeer() throws IOException {
    try {
      in.readAllBytes();
      return true;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  /// Says that nothing more comes.
  void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /// All that comes until the other side closes.
  String rest() throws IOException {
    try {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (java.net.SocketException reset) {
      return "";
    }
  }

  /// A frame without its length.
  byte[] frame() throws IOException {
    return in.readNBytes(in.readInt());
  }

  /// Bytes put together.
  static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes add(int... octets) {
      for (int octet : octets) {
        out.write(octet);
      }
      return this;
    }

    Bytes add(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    Bytes number(long value) {
      if (value < 240) {
        return add((int) value);
      }
      add((int) (value | 240) & 0xff);
      long rest = (value - 240) >> 4;
      while (rest >= 128) {
        add((int) (rest | 128) & 0xff);
        rest = (rest - 128) >> 7;
      }
      return add((int) rest);
    }

    Bytes text(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      return number(bytes.length).add(bytes);
    }

    Bytes word(String name, String value) {
      return text(name).add(8).text(value);
    }

    byte[] done() {
      return out.toByteArray();
    }

    /// With the length before it that SPOE frames have.
    byte[] framed() {
      byte[] body = done();
      return new Bytes()
          .add(body.length >>> 24, body.length >>> 16 & 255, body.length >>> 8 & 255)
          .add(body.length & 255)
          .add(body)
          .done();
    }
  }

  static byte[] hello() {
    return new Bytes()
        .add(1, 0, 0, 0, 1, 0, 0)
        .word("supported-versions", "2.0")
        .text("max-frame-size")
        .add(3)
        .number(16_380)
        .word("capabilities", "pipelining,async")
        .word("engine-id", "1")
        .framed();
  }

  static byte[] notify(
      int stream, int frame, String method, String path, List<Map.Entry<String, String>> headers) {
    Bytes lines = new Bytes();
    headers.forEach(line -> lines.text(line.getKey()).text(line.getValue()));
    byte[] binary = lines.add(0, 0).done();
    return new Bytes()
        .add(3, 0, 0, 0, 1)
        .number(stream)
        .number(frame)
        .text("authorize")
        .add(4)
        .word("method", method)
        .word("path", path)
        .text("headers")
        .add(9)
        .number(binary.length)
        .add(binary)
        .text("src")
        .add(6, 127, 0, 0, 1)
        .framed();
  }

  /// The variables of an answer; numbers and switches as text.
  static Map<String, String> variables(byte[] frame) {
    Map<String, String> found = new LinkedHashMap<>();
    var at =
        new Object() {
          int place = 5;

          long number() {
            long value = frame[place++] & 255;
            if (value < 240) {
              return value;
            }
            int shift = 4;
            int next;
            do {
              next = frame[place++] & 255;
              value += (long) next << shift;
              shift += 7;
            } while (next >= 128);
            return value;
          }

          String text() {
            int length = (int) number();
            String text = new String(frame, place, length, StandardCharsets.UTF_8);
            place += length;
            return text;
          }
        };
    at.number();
    at.number();
    while (at.place < frame.length) {
      at.place += 3;
      String name = at.text();
      int type = frame[at.place++];
      found.put(
          name,
          switch (type & 15) {
            case 1 -> Boolean.toString((type & 16) != 0);
            case 3 -> Long.toString(at.number());
            default -> at.text();
          });
    }
    return found;
  }

  static byte[] record(int type, int request, byte[] content) {
    return new Bytes()
        .add(1, type, request >>> 8, request & 255)
        .add(content.length >>> 8, content.length & 255, 0, 0)
        .add(content)
        .done();
  }

  static byte[] begin(int request, int role, boolean keep) {
    return record(1, request, new byte[] {0, (byte) role, (byte) (keep ? 1 : 0), 0, 0, 0, 0, 0});
  }

  static byte[] params(int request, Map<String, String> params) {
    Bytes bytes = new Bytes();
    params.forEach((name, value) -> {
      length(bytes, name.length());
      length(bytes, value.length());
      bytes.add(name.getBytes(StandardCharsets.ISO_8859_1));
      bytes.add(value.getBytes(StandardCharsets.ISO_8859_1));
    });
    return new Bytes()
        .add(record(4, request, bytes.done()))
        .add(record(4, request, new byte[0]))
        .done();
  }

  private static void length(Bytes into, int length) {
    if (length < 128) {
      into.add(length);
    } else {
      into.add(length >>> 24 | 128, length >>> 16 & 255, length >>> 8 & 255, length & 255);
    }
  }

  /// The text of an answer, and how it ended.
  String answer() throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      byte[] header = in.readNBytes(8);
      byte[] content = in.readNBytes((header[4] & 255) << 8 | header[5] & 255);
      in.readNBytes(header[6] & 255);
      if (header[1] == 3) {
        return text + "end " + content[4];
      }
      text.append(new String(content, StandardCharsets.ISO_8859_1));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

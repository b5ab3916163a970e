package io.counterfoil.edge.fastcgi;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// One record of a web server.
public final class FastCgiRecord {
  /// A request begins.
  public static final int BEGIN = 1;

  /// A request is called off.
  public static final int ABORT = 2;

  /// Names and values; an empty record ends them.
  public static final int PARAMS = 4;

  /// The server asks what we can do.
  public static final int GET_VALUES = 9;

  /// The bytes before a record's content.
  public static final int HEADER = 8;

  /// The most bytes of all names and values of a request.
  public static final int MOST_PARAMS = 65_536;

  private static final int AUTHORIZER = 2;
  private static final int MOST_NAMES = 500;

  private final int type;
  private final int request;
  private final byte[] content;

  private FastCgiRecord(int type, int request, byte[] content) {
    this.type = type;
    this.request = request;
    this.content = content;
  }

  /// What it is.
  public int type() {
    return type;
  }

  /// The number of the request that it belongs to; 0 for the connection.
  public int request() {
    return request;
  }

  /// What it holds; empty where it ends a stream.
  public byte[] content() {
    return content.clone();
  }

  /// How many bytes follow the header, padding and all.
  ///
  /// @throws FastCgiException if this is no header
  public static int rest(byte[] header) {
    if (header[0] != 1) {
      throw new FastCgiException("a record of version " + header[0]);
    }
    return length(header) + (header[6] & 0xff);
  }

  /// The record, from its header and all that follows.
  public static FastCgiRecord of(byte[] header, byte[] rest) {
    byte[] content = new byte[length(header)];
    System.arraycopy(rest, 0, content, 0, content.length);
    return new FastCgiRecord(header[1] & 0xff, (header[2] & 0xff) << 8 | header[3] & 0xff, content);
  }

  private static int length(byte[] header) {
    return (header[4] & 0xff) << 8 | header[5] & 0xff;
  }

  /// Whether the request that begins asks for an authorizer.
  public boolean isAuthorizer() {
    return content.length >= 3 && ((content[0] & 0xff) << 8 | content[1] & 0xff) == AUTHORIZER;
  }

  /// Whether the connection stays open after the request that begins.
  public boolean keepsConnection() {
    return content.length >= 3 && (content[2] & 1) != 0;
  }

  /// Names and values, of all the records together. Text is one character a byte (ISO 8859-1).
  ///
  /// @throws FastCgiException if they are cut short, or too many
  public static Map<String, String> params(byte[] bytes) {
    Map<String, String> found = new LinkedHashMap<>();
    int[] at = {0};
    while (at[0] < bytes.length) {
      int name = number(bytes, at);
      int value = number(bytes, at);
      if (name < 0 || value < 0 || (long) name + value > bytes.length - at[0]) {
        throw new FastCgiException("a name or value is longer than what came");
      }
      if (found.size() >= MOST_NAMES) {
        throw new FastCgiException("more than 500 names");
      }
      found.put(
          new String(bytes, at[0], name, StandardCharsets.ISO_8859_1),
          new String(bytes, at[0] + name, value, StandardCharsets.ISO_8859_1));
      at[0] += name + value;
    }
    return found;
  }

  /// A length of one byte, or of four with the highest bit set.
  private static int number(byte[] bytes, int[] at) {
    int first = octet(bytes, at);
    if (first < 0x80) {
      return first;
    }
    int value = first & 0x7f;
    for (int i = 0; i < 3; i++) {
      value = value << 8 | octet(bytes, at);
    }
    return value;
  }

  private static int octet(byte[] bytes, int[] at) {
    if (at[0] >= bytes.length) {
      throw new FastCgiException("a length is cut short");
    }
    return bytes[at[0]++] & 0xff;
  }
}

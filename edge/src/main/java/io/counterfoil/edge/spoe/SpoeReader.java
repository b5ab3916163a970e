package io.counterfoil.edge.spoe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the words of a frame, one after the other. Text is one character a byte (ISO 8859-1).
final class SpoeReader {
  static final int INVALID = 4;

  private static final int MOST_ARGUMENTS = 32;
  private static final int MOST_HEADERS = 200;
  private static final int LONGEST_VARINT = 10;

  private final byte[] bytes;
  private int at;

  SpoeReader(byte[] bytes, int from) {
    this.bytes = bytes;
    at = from;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  int octet() {
    if (at >= bytes.length) {
      throw new SpoeException(INVALID, "a frame ends within a word");
    }
    return bytes[at++] & 0xff;
  }

  /// Up to 239 in one byte; beyond, 4 bits and then 7 bits a byte.
  long varint() {
    int first = octet();
    if (first < 0xf0) {
      return first;
    }
    long value = first;
    int shift = 4;
    for (int i = 1; i < LONGEST_VARINT; i++) {
      int next = octet();
      value += (long) next << shift;
      shift += 7;
      if (next < 0x80) {
        return value;
      }
    }
    throw new SpoeException(INVALID, "a number of more than 10 bytes");
  }

  String text() {
    long length = varint();
    if (length < 0 || length > bytes.length - at) {
      throw new SpoeException(INVALID, "a text is longer than its frame");
    }
    String text = new String(bytes, at, (int) length, StandardCharsets.ISO_8859_1);
    at += (int) length;
    return text;
  }

  /// A value as text, whatever its type; null for none.
  @Nullable String value() {
    int kind = octet();
    return switch (kind & 0x0f) {
      case 0 -> null;
      case 1 -> Boolean.toString((kind & 0x10) != 0);
      case 2, 3, 4, 5 -> Long.toString(varint());
      case 6 -> address(4);
      case 7 -> address(16);
      case 8, 9 -> text();
      default -> throw new SpoeException(INVALID, "a value of an unknown type");
    };
  }

  private String address(int length) {
    byte[] address = new byte[length];
    for (int i = 0; i < length; i++) {
      address[i] = (byte) octet();
    }
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new SpoeException(INVALID, "an address of an odd length");
    }
  }

  /// Names and values to the end of the frame.
  Map<String, String> pairs() {
    Map<String, String> found = new LinkedHashMap<>();
    while (!isAtEnd()) {
      pair(found);
    }
    return found;
  }

  /// As many names and values.
  Map<String, String> pairs(int count) {
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      pair(found);
    }
    return found;
  }

  private void pair(Map<String, String> into) {
    String name = text();
    String value = value();
    if (into.size() >= MOST_ARGUMENTS) {
      throw new SpoeException(INVALID, "more than 32 arguments");
    }
    if (value != null) {
      into.put(name, value);
    }
  }

  /// The lines of `req.hdrs_bin`: names and values up to an empty pair.
  static List<Map.Entry<String, String>> headers(String binary) {
    var reader = new SpoeReader(binary.getBytes(StandardCharsets.ISO_8859_1), 0);
    List<Map.Entry<String, String>> lines = new ArrayList<>();
    while (!reader.isAtEnd()) {
      String name = reader.text();
      String value = reader.text();
      if (name.isEmpty()) {
        break;
      }
      if (lines.size() >= MOST_HEADERS) {
        throw new SpoeException(INVALID, "more than 200 headers");
      }
      lines.add(Map.entry(name, value));
    }
    return lines;
  }
}

package io.counterfoil.edge.extauthz;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is read of a `CheckRequest`. Text is one character a byte (ISO 8859-1).
///
/// @param headers each line, from the map `headers` or from `header_map`; names in lower case
/// @param source the address that connected to the proxy; null where it was not told
/// @param account the account that the route's `context_extensions` name; null for none
public record CheckMessage(
    @Nullable String method,
    @Nullable String path,
    @Nullable String host,
    List<Map.Entry<String, String>> headers,
    @Nullable String source,
    @Nullable String account) {
  private static final int MOST_HEADERS = 200;

  /// Reads.
  ///
  /// @throws IOException if this is no such message, or has more than 200 headers
  public static CheckMessage read(byte[] message) throws IOException {
    var reading = new Reading();
    CodedInputStream in = CodedInputStream.newInstance(message);
    reading.each(
        in,
        (field, body) -> {
          if (field == 1) {
            reading.attributes(body);
          }
        });
    return new CheckMessage(
        reading.method,
        reading.path,
        reading.host,
        List.copyOf(reading.headers),
        reading.source,
        reading.account);
  }

  private interface Field {
    void read(int number, byte[] body) throws IOException;
  }

  private static final class Reading {
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private @Nullable String method;
    private @Nullable String path;
    private @Nullable String host;
    private @Nullable String source;
    private @Nullable String account;

    /// Each field that has a length; the others are passed over.
    void each(CodedInputStream in, Field field) throws IOException {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
          field.read(WireFormat.getTagFieldNumber(tag), in.readByteArray());
        } else if (!in.skipField(tag)) {
          throw new IOException("a group ends that never began");
        }
      }
    }

    private void each(byte[] body, Field field) throws IOException {
      each(CodedInputStream.newInstance(body), field);
    }

    void attributes(byte[] bytes) throws IOException {
      each(
          bytes,
          (field, body) -> {
            switch (field) {
              case 1 -> each(body, this::peer);
              case 4 -> each(body, this::request);
              case 10 -> extension(body);
              default -> {} // what we do not read
            }
          });
    }

    private void peer(int field, byte[] bytes) throws IOException {
      if (field == 1) {
        each(
            bytes,
            (_, address) ->
                each(address, (part, text) -> source = part == 2 ? text(text) : source));
      }
    }

    private void request(int field, byte[] bytes) throws IOException {
      if (field == 2) {
        each(bytes, this::http);
      }
    }

    private void http(int field, byte[] body) throws IOException {
      switch (field) {
        case 2 -> method = text(body);
        case 3, 13 -> header(field, body);
        case 4 -> path = text(body);
        case 5 -> host = text(body);
        default -> {} // what we do not read
      }
    }

    private void header(int field, byte[] body) throws IOException {
      if (field == 3) {
        add(entry(body));
      } else {
        each(
            body,
            (number, line) -> {
              if (number == 1) {
                add(entry(line));
              }
            });
      }
    }

    private void add(Map.Entry<String, String> line) throws IOException {
      if (headers.size() >= MOST_HEADERS) {
        throw new IOException("more than 200 headers");
      }
      headers.add(line);
    }

    private void extension(byte[] body) throws IOException {
      Map.Entry<String, String> one = entry(body);
      if (one.getKey().equals("account")) {
        account = one.getValue();
      }
    }

    /// A name, and a value in either of two fields.
    private Map.Entry<String, String> entry(byte[] bytes) throws IOException {
      String[] parts = {"", ""};
      each(
          bytes,
          (field, body) -> {
            if (field == 1) {
              parts[0] = text(body);
            } else if (field == 2 || field == 3) {
              parts[1] = text(body);
            }
          });
      return Map.entry(parts[0], parts[1]);
    }

    private static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}

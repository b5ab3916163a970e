package io.counterfoil.edge;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The headers of one request that the edge reads, found in one pass over all of them instead of a
/// search for each. A buffer: an event loop owns one and fills it anew for each request.
@SuppressWarnings("EnumOrdinal") // an index into arrays that are made from the same enum
final class HeaderFields {
  private static final int LONGEST_NAME = 32;
  private static final Field[][] BY_LENGTH = byLength();

  private final @Nullable String[] first = new @Nullable String[Field.ALL.length];
  private final int[] count = new int[Field.ALL.length];
  private MultiMap headers = MultiMap.caseInsensitiveMultiMap();
  private int total;

  /// A header that the edge reads.
  enum Field {
    APP_KEY("X-VTEX-API-AppKey"),
    APP_TOKEN("X-VTEX-API-AppToken"),
    USER_TOKEN("VtexIdclientAutCookie"),
    AUTHORIZATION("Authorization"),
    COOKIE("Cookie"),
    HOST("Host"),
    ACCOUNT("X-Counterfoil-Account"),
    ORIGINAL_METHOD("X-Original-Method"),
    ORIGINAL_URI("X-Original-URI"),
    ORIGINAL_URL("X-Original-URL"),
    ORIGINAL_HOST("X-Original-Host"),
    FORWARDED_METHOD("X-Forwarded-Method"),
    FORWARDED_URI("X-Forwarded-Uri"),
    FORWARDED_HOST("X-Forwarded-Host"),
    FORWARDED_FOR("X-Forwarded-For"),
    REAL_IP("X-Real-IP"),
    AT_LEAST("X-Counterfoil-At-Least"),
    TRACE_PARENT("traceparent"),
    REQUEST_ID("X-Request-Id"),
    CONTENT_LENGTH("Content-Length"),
    TRANSFER_ENCODING("Transfer-Encoding");

    private static final Field[] ALL = values();

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // it is never changed, though it could be
    private final AsciiString name;

    Field(String title) {
      this.title = title;
      name = new AsciiString(title);
    }

    /// The name, as a caller is told it.
    String title() {
      return title;
    }
  }

  private static Field[][] byLength() {
    Field[][] found = new Field[LONGEST_NAME + 1][];
    for (int length = 0; length <= LONGEST_NAME; length++) {
      int wanted = length;
      found[length] =
          Arrays.stream(Field.ALL)
              .filter(field -> field.title.length() == wanted)
              .toArray(Field[]::new);
    }
    return found;
  }

  /// Forgets the last request and reads this one's headers.
  HeaderFields read(MultiMap all) {
    Arrays.fill(first, null);
    Arrays.fill(count, 0);
    total = 0;
    headers = all;
    if (all instanceof HttpHeaders parsed) { // of HTTP/1: without a text made for each name
      var each = parsed.iteratorCharSequence();
      while (each.hasNext()) {
        var header = each.next();
        add(header.getKey(), header.getValue());
      }
    } else {
      all.forEach(this::add);
    }
    return this;
  }

  private void add(CharSequence name, CharSequence value) {
    total++;
    if (name.length() > LONGEST_NAME) {
      return;
    }
    for (Field field : BY_LENGTH[name.length()]) {
      if (field.name.contentEqualsIgnoreCase(name)) {
        int at = field.ordinal();
        if (count[at]++ == 0) {
          first[at] = value.toString();
        }
        return;
      }
    }
  }

  /// How many headers there are, known or not.
  int total() {
    return total;
  }

  /// How many copies of the header came.
  int count(Field field) {
    return count[field.ordinal()];
  }

  /// The header's first value; null where it is absent.
  @Nullable String first(Field field) {
    return first[field.ordinal()];
  }

  /// Each value of the header, in order.
  List<String> all(Field field) {
    String one = first[field.ordinal()];
    return switch (count[field.ordinal()]) {
      case 0 -> List.of();
      case 1 -> one == null ? List.of() : List.of(one);
      default -> headers.getAll(field.title);
    };
  }

  /// All headers.
  MultiMap headers() {
    return headers;
  }
}

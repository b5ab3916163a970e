package io.counterfoil.server.scan;

import io.counterfoil.core.key.TokenFormat;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/// Finds our tokens in a stream of bytes by prefix, alphabet and checksum, with a token's length of
/// memory. Zero bytes are passed over, so that text in UTF-16 is searched, too.
final class TokenFinder {
  private static final byte[] PREFIX = TokenFormat.PREFIX.getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] IN_ALPHABET = inAlphabet();

  private final BiConsumer<Long, String> found;
  private final byte[] token = new byte[TokenFormat.LENGTH];
  private int held;
  private int latest;
  private long line = 1;

  /// @param found is told the line, from 1, and the token
  TokenFinder(BiConsumer<Long, String> found) {
    this.found = found;
  }

  private static boolean[] inAlphabet() {
    boolean[] in = new boolean[256];
    for (int c = '0'; c <= '9'; c++) {
      in[c] = true;
    }
    for (int c = 'A'; c <= 'Z'; c++) {
      in[c] = true;
      in[c - 'A' + 'a'] = true;
    }
    return in;
  }

  /// Reads on.
  void feed(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte next = bytes[i];
      if (next == 0) {
        continue;
      }
      if (next == '_') {
        begin();
      } else if (held >= PREFIX.length) {
        go(next);
      }
      latest = latest << Byte.SIZE | next & 0xff;
      line += next == '\n' ? 1 : 0;
    }
  }

  /// An underscore stands in a token only as the end of the prefix.
  private void begin() {
    boolean isPrefix = (latest & 0xffffff) == (PREFIX[0] << 16 | PREFIX[1] << 8 | PREFIX[2]);
    held = isPrefix ? PREFIX.length : 0;
    System.arraycopy(PREFIX, 0, token, 0, PREFIX.length);
  }

  private void go(byte next) {
    if (!IN_ALPHABET[next & 0xff]) {
      held = 0;
      return;
    }
    token[held++] = next;
    if (held == TokenFormat.LENGTH) {
      held = 0;
      String text = new String(token, StandardCharsets.US_ASCII);
      if (TokenFormat.isIntact(text)) {
        found.accept(line, text);
      }
    }
  }
}

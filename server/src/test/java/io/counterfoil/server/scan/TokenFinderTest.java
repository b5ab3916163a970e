package io.counterfoil.server.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.TokenFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenFinderTest {
  private static final String TOKEN = TokenFormat.generate(new SecureRandom()).reveal();

  private static List<String> found(String text, Charset charset, int chunk) {
    List<String> found = new ArrayList<>();
    TokenFinder finder = new TokenFinder((line, token) -> found.add(line + " " + token));
    byte[] bytes = text.getBytes(charset);
    for (int i = 0; i < bytes.length; i += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + chunk));
      finder.feed(part, part.length);
    }
    return found;
  }

  @Test
  void aTokenIsFound_whereverItStands_howeverItIsCut() {
    String text = "a\ntoken: \"" + TOKEN + "\"\n\ncft_cft_" + TOKEN + "x" + TOKEN;
    for (int chunk : new int[] {1, 7, 52, 53, 54, 10_000}) {
      assertThat(found(text, StandardCharsets.UTF_8, chunk))
          .containsExactly("2 " + TOKEN, "4 " + TOKEN, "4 " + TOKEN);
    }
  }

  @Test
  void itIsFoundInUtf16_too() {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(found("a\n" + TOKEN, charset, 11)).containsExactly("2 " + TOKEN);
    }
  }

  @Test
  void whatIsAlmostAToken_isNone() {
    String last = TOKEN.endsWith("a") ? "b" : "a";
    String mistyped = TOKEN.substring(0, 52) + last;
    String broken = TOKEN.substring(0, 30) + "-" + TOKEN.substring(30);
    assertThat(
            found(
                mistyped + "\n" + broken + "\n" + TOKEN.substring(0, 52),
                StandardCharsets.UTF_8,
                64))
        .isEmpty();
    assertThat(found(TOKEN.replace("cft_", "CFT_"), StandardCharsets.UTF_8, 64)).isEmpty();
  }

  /// A hundred megabytes of what looks as much like tokens as chance can make it.
  @Test
  void randomTextRaisesNoFalseAlarm() {
    byte[] letters =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] prefix = TokenFormat.PREFIX.getBytes(StandardCharsets.US_ASCII);
    var random = new SplittableRandom(20_261_124);
    List<String> found = new ArrayList<>();
    TokenFinder finder = new TokenFinder((line, token) -> found.add(token));
    byte[] chunk = new byte[1 << 20];
    for (int part = 0; part < 100; part++) {
      for (int i = 0; i < chunk.length; i++) {
        chunk[i] = letters[random.nextInt(i % 64 < 54 ? 62 : 63)];
      }
      for (int i = 0; i + 64 <= chunk.length && part % 2 == 0; i += 64) {
        System.arraycopy(prefix, 0, chunk, i, prefix.length);
      }
      finder.feed(chunk, chunk.length);
    }
    assertThat(found).isEmpty();
  }
}

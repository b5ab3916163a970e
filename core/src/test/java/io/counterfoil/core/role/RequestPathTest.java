package io.counterfoil.core.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPathTest {
  private static final long SEED = 8192;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/a//b, two slashes in a row",
        "//a, two slashes in a row",
        "/a//, two slashes in a row",
        "/a/../b, a dot segment",
        "/a/.., a dot segment",
        "/./a, a dot segment",
        "/a/%2e%2e/b, an encoded dot",
        "/a/%2E/b, an encoded dot",
        "/a/.%2e/b, an encoded dot",
        "/a%2fb, an encoded slash",
        "/a%2Fb, an encoded slash",
        "/a%5cb, an encoded backslash",
        "/a\\b, a backslash",
        "/a;v=1/b, a semicolon",
        "/a%3bb, an encoded semicolon",
        "/a%252fb, a doubly encoded character",
        "/a%00, an encoded control character",
        "/a%0d%0ab, an encoded control character",
        "/a%3fb, an encoded delimiter",
        "/a%23b, an encoded delimiter",
        "/a#b, a fragment",
        "/a?b#c, a fragment",
        "/a%, an incomplete escape",
        "/a%4, an incomplete escape",
        "/a%zz, an incomplete escape",
        "/a%c0%ae, an escape that is not UTF-8",
        "/a%ff, an escape that is not UTF-8",
        "a/b, a target that does not begin with a slash",
        "*, a target that does not begin with a slash",
        "http://x/a, a target that does not begin with a slash",
        "\"\", a target that does not begin with a slash",
        "\"/a b\", \"a blank, a control character or a character beyond ASCII\"",
        "/a\u00e9, \"a blank, a control character or a character beyond ASCII\"",
      })
  void whatTwoReadersMayReadDifferentlyIsRefused(String target, String what) {
    assertThat(RequestPath.read(target)).isEqualTo(new RequestPath.Ambiguous(what));
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a/b, /a/b",
    "/a/b/, /a/b",
    "/a?x=/../%2f, /a",
    "/a/?x, /a",
    "/%61/%62, /a/b",
    "/%7Euser, /~user",
    "/a%20b, /a b",
    "/caf%C3%A9, /caf\u00e9",
    "/.a/..b/c., /.a/..b/c.",
    "/.../a, /.../a",
  })
  void whatEverybodyReadsAlikeIsDecodedOnce(String target, String path) {
    assertThat(RequestPath.read(target)).isEqualTo(new RequestPath.Canonical(path));
  }

  @Test
  void anOverlongTargetIsRefused() {
    assertThat(RequestPath.read("/" + "a".repeat(8192)))
        .isEqualTo(new RequestPath.Ambiguous("a target longer than 8,192 characters"));
  }

  @Test
  void nothingThatACallerSendsMakesItThrow() {
    Random random = new Random(SEED);
    String likely = "/.%;\\?#25fFeEcC0aA \u00e9\ud800\uff0f\u0660";
    for (int i = 0; i < 20_000; i++) {
      int length = i % 100 == 0 ? random.nextInt(9_000) : random.nextInt(12);
      StringBuilder target = new StringBuilder("/");
      while (target.length() < length) {
        target.append(likely.charAt(random.nextInt(likely.length())));
      }
      assertThatCode(() -> RequestPath.read(target.toString()))
          .as("seed %s: %s", SEED, target)
          .doesNotThrowAnyException();
    }
  }
}

package io.counterfoil.core.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /// RFC 6238, appendix B, for SHA-1; of its eight digits the last six.
  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
    "20000000000,353130"
  })
  void theCodesAreThoseOfTheStandard(long second, String code) {
    assertThat(Totp.code(SEED, Instant.ofEpochSecond(second))).isEqualTo(code);
  }

  @Test
  void aCodeIsTakenOneStepEarlyOrLate_andNeverTwice() {
    Instant now = Instant.ofEpochSecond(1_111_111_109);
    String code = Totp.code(SEED, now);
    long step = Totp.step(SEED, code, now, 0);
    assertThat(step).isEqualTo(1_111_111_109 / 30);
    assertThat(Totp.step(SEED, code, now.plusSeconds(30), 0)).isEqualTo(step);
    assertThat(Totp.step(SEED, code, now.minusSeconds(30), 0)).isEqualTo(step);
    assertThat(Totp.step(SEED, code, now.plusSeconds(61), 0)).isEqualTo(-1);
    assertThat(Totp.step(SEED, code, now, step)).isEqualTo(-1);
    assertThat(Totp.step(SEED, "", now, 0)).isEqualTo(-1);
    assertThat(Totp.step(SEED, "28708２", now, 0)).isEqualTo(-1);
  }

  /// RFC 4648, 10, without the padding.
  @ParameterizedTest
  @CsvSource({
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void base32IsThatOfTheStandard(String text, String encoded) {
    assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    assertThat(new String(Base32.decode(encoded), StandardCharsets.US_ASCII)).isEqualTo(text);
  }

  @Test
  void anyBytesComeBack_andOtherCharactersAreRefused() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      assertThat(Base32.decode(Base32.encode(bytes))).isEqualTo(bytes);
    }
    assertThatThrownBy(() -> Base32.decode("MY1")).hasMessageContaining("expected: A to Z");
  }
}

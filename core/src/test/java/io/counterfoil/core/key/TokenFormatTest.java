package io.counterfoil.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.decision.Presented;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class TokenFormatTest {
  private static final long SEED = 53;
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final AccountName ACME = new AccountName("acme");
  private static final AppKey NAME = new AppKey("appkey-acme-ABCDEF");

  private final Random random = new Random(SEED);

  private static String with(String text, int at, char c) {
    return text.substring(0, at) + c + text.substring(at + 1);
  }

  @Test
  void everySingleSubstitutionIsFound() {
    for (int i = 0; i < 50; i++) {
      String token = TokenFormat.generate(random).reveal();
      assertThat(TokenFormat.isIntact(token)).isTrue();
      for (int at = 0; at < token.length(); at++) {
        for (int digit = 0; digit < ALPHABET.length(); digit++) {
          char c = ALPHABET.charAt(digit);
          assertThat(TokenFormat.isIntact(with(token, at, c))).isEqualTo(token.charAt(at) == c);
        }
      }
    }
  }

  @Test
  void everySwapOfNeighboursIsFound() {
    for (int i = 0; i < 50; i++) {
      String token = TokenFormat.generate(random).reveal();
      for (int at = 0; at + 1 < token.length(); at++) {
        char left = token.charAt(at);
        String swapped = with(with(token, at, token.charAt(at + 1)), at + 1, left);
        assertThat(TokenFormat.isIntact(swapped)).isEqualTo(swapped.equals(token));
      }
    }
  }

  @Test
  void theChecksumIsThatOfTheJavaLibrary() {
    String token = TokenFormat.generate(random).reveal();
    CRC32 crc = new CRC32();
    crc.update(token.substring(0, 47).getBytes(StandardCharsets.US_ASCII));
    long value = 0;
    for (char c : token.substring(47).toCharArray()) {
      value = value * 62 + ALPHABET.indexOf(c);
    }
    assertThat(value).isEqualTo(crc.getValue());
  }

  @Test
  void noTwoTokensAreAlike() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      tokens.add(TokenFormat.generate(random).reveal());
    }
    assertThat(tokens).hasSize(100_000);
  }

  @Test
  void digestsDifferByKeyTokenPurposeAndPepper() {
    AppToken token = TokenFormat.generate(random);
    AppToken other = TokenFormat.generate(random);
    Digester digester = new Digester(new Pepper(1, new byte[Pepper.BYTES]));
    byte[] salty = new byte[Pepper.BYTES];
    salty[31] = 1;
    Digester elsewhere = new Digester(new Pepper(1, salty));

    assertThat(
            List.of(
                digester.pair(NAME, token),
                digester.pair(new AppKey("appkey-acme-ABCDEG"), token),
                digester.pair(NAME, other),
                digester.counterpart(ACME, NAME, token, Instant.EPOCH).alone(),
                digester.alone(new AccountName("beta"), token),
                elsewhere.pair(NAME, token)))
        .doesNotHaveDuplicates();
    assertThat(digester.folded(NAME, token)).isNotNull().isNotEqualTo(digester.pair(NAME, token));
    assertThat(digester.pair(NAME, token)).isEqualTo(digester.pair(NAME, token));
  }

  @Test
  void whatIsSecretPrintsHiddenAndCannotBeSerialised() {
    AppToken token = TokenFormat.generate(random);
    Pepper pepper = new Pepper(1, new byte[Pepper.BYTES]);
    List<Object> secrets =
        List.of(
            token,
            pepper,
            new Digester(pepper).pair(NAME, token),
            new PasswordHash("$argon2id$v=19$secret"),
            Presented.pair(NAME.value(), token.reveal()));

    for (Object secret : secrets) {
      assertThat(secret.toString()).contains("hidden").hasSizeLessThan(40);
      assertThat(secret).isNotInstanceOf(Serializable.class);
    }
  }
}

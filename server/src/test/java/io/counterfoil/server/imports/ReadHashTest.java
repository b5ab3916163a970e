package io.counterfoil.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.core.key.AppToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Hashes as other programs write them. Those of bcrypt and Argon2 were made by the Python packages
/// `bcrypt` and `argon2-cffi`, of the token `s3cret-Token`.
class ReadHashTest {
  private static final AppToken TOKEN = AppToken.of("s3cret-Token");
  private static final AppToken OTHER = AppToken.of("s3cret-token");
  private static final byte[] HMAC_KEY = "pepper of theirs".getBytes(StandardCharsets.US_ASCII);

  private static byte[] digest(String algorithm) throws Exception {
    return MessageDigest.getInstance(algorithm)
        .digest("s3cret-Token".getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertFits(ReadHash read) {
    assertThat(read).isInstanceOf(ReadHash.Foreign.class);
    if (read instanceof ReadHash.Foreign(var hash)) {
      assertThat(ForeignVerifier.fits(hash, TOKEN)).isTrue();
      assertThat(ForeignVerifier.fits(hash, OTHER)).isFalse();
      assertThat(hash.toString()).isEqualTo("ForeignHash[hidden]");
    }
  }

  private static List<String> spellings(byte[] bytes) {
    return List.of(
        HexFormat.of().formatHex(bytes),
        HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT),
        Base64.getEncoder().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Test
  void sha256IsUnderstoodInEverySpelling() throws Exception {
    for (String text : spellings(digest("SHA-256"))) {
      assertThat(ReadHash.of(null, text, null)).isInstanceOf(ReadHash.Sha256.class);
      assertThat(ReadHash.of("SHA-256", text, null)).isInstanceOf(ReadHash.Sha256.class);
    }
  }

  @Test
  void sha512IsUnderstoodInEverySpelling_andFits() throws Exception {
    for (String text : spellings(digest("SHA-512"))) {
      assertFits(ReadHash.of(null, text, null));
      assertFits(ReadHash.of("sha512", text, null));
    }
  }

  @Test
  void anHmacFitsUnderItsKey_andIsNothingWithoutIt() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(HMAC_KEY, "HmacSHA256"));
    byte[] made = mac.doFinal("s3cret-Token".getBytes(StandardCharsets.US_ASCII));
    for (String text : spellings(made)) {
      assertFits(ReadHash.of("hmac-sha256", text, HMAC_KEY));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ReadHash.of("hmac-sha256", text, null))
          .withMessageContaining("without its key");
    }
  }

  @Test
  void bcryptFits_inEachVersion() {
    String hash = "$2b$06$8AypitUkMNIMDj2xGFm6d.n3efqeYQgp8DJlWiv/w7Z2JjWLaR2aS";
    assertFits(ReadHash.of(null, hash, null));
    assertFits(ReadHash.of("bcrypt", hash.replace("$2b$", "$2y$"), null));
    assertFits(ReadHash.of("bcrypt", hash.replace("$2b$", "$2a$"), null));
  }

  @Test
  void argon2Fits_inEachVariant() {
    assertFits(
        ReadHash.of(
            null,
            "$argon2id$v=19$m=1024,t=2,p=2$c29tZXNhbHRzb21lc2FsdA$83ePCIaWZWCoFnCQwIvtxWL/O/zgcYZFnZmALOXjevc",
            null));
    assertFits(
        ReadHash.of(
            "argon2",
            "$argon2i$v=19$m=1024,t=2,p=2$c29tZXNhbHRzb21lc2FsdA$EISvaqKt40TCktojqgwsOR0c89xBUUppo8PjY/EvC8U",
            null));
    assertFits(
        ReadHash.of(
            "argon2d",
            "$argon2d$v=19$m=1024,t=2,p=2$c29tZXNhbHRzb21lc2FsdA$Few8yy/OFM34xTuI3ABPzw6MSkm8AAOpukBnmW8Rkak",
            null));
  }

  @Test
  void whatIsNoHash_orCostsTooMuch_isNamedWithoutIt() {
    String salted = "$m=65536,t=3,p=1$c29tZXNhbHQ$" + "A".repeat(43);
    refused(null, "abc", "3 characters");
    refused("sha256", "g".repeat(64), "not 32 bytes (expected: 64 hex digits, or base64)");
    refused("md5", "0".repeat(32), "algorithm: `md5`");
    refused("sha512", "0".repeat(64), "not 64 bytes");
    refused("bcrypt", "$2b$10$short", "not bcrypt");
    refused(null, "$2b$15$" + "a".repeat(53), "cost is 15 (expected: 4 to 14");
    refused(null, "$argon2id$v=19" + salted.replace("65536", "9999999"), "KiB is 9999999");
    refused(null, "$argon2id$v=19" + salted.replace("t=3", "t=100"), "passes is 100");
    refused(null, "$argon2id$v=19" + salted.replace("p=1", "p=64"), "lanes is 64");
    refused(null, "$argon2xy$v=19" + salted, "not Argon2");
  }

  private static void refused(@Nullable String algorithm, String text, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReadHash.of(algorithm, text, null))
        .withMessageContaining(expected)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text));
  }
}

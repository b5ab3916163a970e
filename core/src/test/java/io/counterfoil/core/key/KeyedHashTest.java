package io.counterfoil.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class KeyedHashTest {
  private final Random random = new Random(11);

  @Test
  void itIsTheJdksHmac_forKeysAndMessagesOfEveryLength() throws GeneralSecurityException {
    for (int keyLength = 1; keyLength <= 64; keyLength++) {
      var key = new SecretKeySpec(bytes(keyLength), "Generic");
      Mac reference = Mac.getInstance("HmacSHA256");
      reference.init(key);
      KeyedHash hash = new KeyedHash(key);
      for (int length = 0; length <= 300; length++) {
        byte[] message = bytes(length);
        byte[] made = new byte[TokenDigest.BYTES];
        hash.update(message, length);
        hash.finish(made);
        assertThat(made).isEqualTo(reference.doFinal(message));
      }
    }
  }

  @Test
  void aKeyLongerThanABlock_isRefused() {
    var key = new SecretKeySpec(bytes(65), "Generic");
    assertThatThrownBy(() -> new KeyedHash(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: at most 64");
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}

package io.counterfoil.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// An address that is read without an object is the one that the JDK reads.
class AddressBitsTest {
  private static final long SEED = 20_261_124;
  private static final int ROUNDS = 100_000;

  private final AddressBits bits = new AddressBits();

  private String read(String text) {
    bits.read(text);
    return String.valueOf(AddressBits.text(bits.high(), bits.low()));
  }

  @Test
  void addressesOfBothKindsAreRead() throws Exception {
    for (String text :
        new String[] {
          "192.0.2.7",
          "0.0.0.0",
          "255.255.255.255",
          "::1:0",
          "2001:db8::1",
          "2001:db8:1:2:3:4:5:6",
          "2001:DB8:0:0:1::",
          "fe80::a:b:c:d",
          "1::2:3:4:5:6:7",
          "::ffff:192.0.2.7",
          "64:ff9b::192.0.2.33",
          "1:2:3:4:5:6:192.0.2.7"
        }) {
      assertThat(read(text)).as(text).isEqualTo(InetAddress.ofLiteral(text).getHostAddress());
    }
  }

  @Test
  void whatIsNoAddressIsNotKnown() {
    for (String text :
        new String[] {
          "",
          "unknown",
          "192.0.2",
          "192.0.2.7.1",
          "192.0.2.256",
          "192.0.2.",
          ".192.0.2",
          "1:2:3",
          "1::2::3",
          ":1",
          ":::",
          "12345::",
          "1:2:3:4:5:6:7:8:9",
          "2001:db8::g",
          "192.0.2.7:80",
          "[::1]",
          "*"
        }) {
      assertThat(read(text)).as(text).isEqualTo("null");
    }
    bits.read(null);
    assertThat(AddressBits.text(bits.high(), bits.low())).isNull();
  }

  @Test
  void anyAddressIsReadAsItIs() throws Exception {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(4) == 0 ? 4 : 16];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i += 2) {
        if (random.nextBoolean()) {
          bytes[i] = 0;
          bytes[i + 1] = 0;
        }
      }
      InetAddress address = InetAddress.getByAddress(bytes);
      String text = address.getHostAddress();
      String shorter = text.replaceFirst("(^|:)0(:0)+(:|$)", "::");
      boolean special = shorter.equals("::") || shorter.equals("::1");
      if (!special) {
        assertThat(read(text)).as("seed %d, %s", SEED, text).isEqualTo(text);
        assertThat(read(shorter)).as("seed %d, %s", SEED, shorter).isEqualTo(text);
      }
    }
  }
}

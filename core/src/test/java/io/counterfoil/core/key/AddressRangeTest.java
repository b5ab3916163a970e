package io.counterfoil.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  private static final long SEED = 20261124;

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 255.255.255.255, true",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "::/0, 2001:db8::1, true",
    "::/0, 192.0.2.7, false",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "192.0.2.0/24, ::ffff:192.0.2.1, true"
  })
  void itContainsWhatItsPrefixSays(String range, String address, boolean contains) {
    assertThat(AddressRange.parse(range).contains(address)).isEqualTo(contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.1/8",
        "10.0.0.0/-1",
        "10.0.0.0/08x",
        "10.0/8",
        "::/129",
        "fe80::1%eth0",
        "localhost",
        "example.com/8",
        "1.2.3.4.5",
        "256.0.0.1",
        "0x7f.1",
        "10.0.0.0/8/8",
        "[::1]"
      })
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> AddressRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("addresses: `");
  }

  @Test
  void itAgreesWithArithmetic() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      int bits = random.nextInt(33);
      int prefix = bits == 0 ? 0 : random.nextInt() & -1 << 32 - bits;
      int address = random.nextBoolean() ? prefix | random.nextInt() >>> bits : random.nextInt();
      boolean inside =
          unsigned(address).shiftRight(32 - bits).equals(unsigned(prefix).shiftRight(32 - bits));
      assertThat(AddressRange.parse(text(prefix) + "/" + bits).contains(text(address)))
          .as("seed %s, %s in %s/%s", SEED, text(address), text(prefix), bits)
          .isEqualTo(inside);
    }
  }

  private static BigInteger unsigned(int address) {
    return BigInteger.valueOf(Integer.toUnsignedLong(address));
  }

  private static String text(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 0xff)
        + "."
        + (address >>> 8 & 0xff)
        + "."
        + (address & 0xff);
  }
}

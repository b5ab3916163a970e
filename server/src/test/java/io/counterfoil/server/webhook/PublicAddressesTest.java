package io.counterfoil.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.core.key.AddressRange;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where webhooks may go.
class PublicAddressesTest {
  private final PublicAddresses addresses = new PublicAddresses(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "localhost",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "192.0.0.192",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "2130706433",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "2001::1",
        "2001:db8::1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1"
      })
  void whatIsNotPublicIsRefused_howeverItIsWritten(String host) {
    assertThatExceptionOfType(PublicAddresses.RefusedException.class)
        .isThrownBy(() -> addresses.resolve(host, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "192.169.0.1", "2606:4700:4700::1111"})
  void whatIsPublicMayBeSentTo_overTls(String host) throws Exception {
    assertThat(addresses.resolve(host, true).getHostAddress())
        .isEqualTo(InetAddress.getByName(host).getHostAddress());
    assertThatExceptionOfType(PublicAddresses.RefusedException.class)
        .isThrownBy(() -> addresses.resolve(host, false))
        .withMessageContaining("plain http (expected: https");
  }

  @Test
  void theOperatorMayAllowMore_alsoWithoutTls() throws Exception {
    var more = new PublicAddresses(List.of(AddressRange.parse("10.0.0.0/8")));

    assertThat(more.resolve("10.1.2.3", false).getHostAddress()).isEqualTo("10.1.2.3");
    assertThatExceptionOfType(PublicAddresses.RefusedException.class)
        .isThrownBy(() -> more.resolve("127.0.0.1", true))
        .withMessageNotContaining("127.0.0.1");
  }
}

package io.counterfoil.core.usage;

import org.jspecify.annotations.Nullable;

/// The network of an address, as far as networks are told apart: 24 bits of IPv4, 48 of IPv6.
public final class Network {
  private static final long MAPPED_FIRST = 0xffff_0000_0000L;
  private static final long MAPPED_LAST = 0xffff_ffff_ffffL;
  private static final long HOST_OF_FOUR = 0xff;
  private static final long HOST_OF_SIX = 0xffff;

  private Network() {}

  /// The network as text, such as `192.0.2.0/24`; empty where the address is not known.
  public static String of(@Nullable String address) {
    AddressBits bits = new AddressBits();
    bits.read(address);
    long low = bits.low();
    if (bits.high() == 0 && low >= MAPPED_FIRST && low <= MAPPED_LAST) {
      return AddressBits.text(0, low & ~HOST_OF_FOUR) + "/24";
    }
    long high = bits.high() & ~HOST_OF_SIX;
    return bits.high() == 0 && low <= AddressBits.OTHERS ? "" : AddressBits.text(high, 0) + "/48";
  }
}

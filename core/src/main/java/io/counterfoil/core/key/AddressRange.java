package io.counterfoil.core.key;

import io.counterfoil.core.account.Quoted;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A range of network addresses, IPv4 or IPv6, in CIDR notation (RFC 4632, RFC 4291). A single
/// address is a range of one.
///
/// An IPv4 address that came mapped into IPv6 (`::ffff:192.0.2.7`) is the IPv4 address.
public final class AddressRange {
  private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final int LONGEST = 50;

  private final String text;
  private final byte[] prefix;
  private final int bits;

  private AddressRange(String text, byte[] prefix, int bits) {
    this.text = text;
    this.prefix = prefix;
    this.bits = bits;
  }

  /// The range that the text names, such as `192.0.2.0/24`, `192.0.2.7` or `2001:db8::/32`.
  ///
  /// @throws IllegalArgumentException if it names none, or sets bits behind its prefix
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw wrong(text, "an address or a range such as 192.0.2.0/24 or 2001:db8::/32");
    }
    int most = address.length * Byte.SIZE;
    int bits = slash < 0 ? most : length(text.substring(slash + 1), most, text);
    if (!isClearBehind(address, bits)) {
      throw wrong(text, "no bits set behind the first " + bits);
    }
    return new AddressRange(text, address, bits);
  }

  private static int length(String digits, int most, String text) {
    if (digits.matches("\\d{1,3}") && Integer.parseInt(digits) <= most) {
      return Integer.parseInt(digits);
    }
    throw wrong(text, "a prefix of 0 to " + most + " bits behind the slash");
  }

  private static IllegalArgumentException wrong(String text, String expected) {
    return new IllegalArgumentException(
        "addresses: `" + Quoted.text(text) + "` (expected: " + expected + ")");
  }

  /// The address as 4 or 16 bytes; null where the text is no literal address. Nothing is resolved.
  private static byte @Nullable [] bytes(String text) {
    boolean plausible =
        text.length() <= LONGEST
            && (DOTTED.matcher(text).matches() || COLONS.matcher(text).matches());
    if (!plausible) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isClearBehind(byte[] address, int bits) {
    for (int bit = bits; bit < address.length * Byte.SIZE; bit++) {
      if ((address[bit / Byte.SIZE] & 0x80 >>> bit % Byte.SIZE) != 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether the text is one address, written out.
  public static boolean isAddress(String text) {
    return bytes(text) != null;
  }

  /// Whether the address, as text, lies in it. What is no address lies nowhere.
  public boolean contains(String address) {
    byte[] bytes = bytes(address);
    if (bytes == null || bytes.length != prefix.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != prefix[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((bytes[whole] ^ prefix[whole]) & 0xff) >>> Byte.SIZE - rest == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AddressRange that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// As it was written.
  @Override
  public String toString() {
    return text;
  }
}

package io.counterfoil.core.usage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A network address as two words, read from its text without an object: it is read for every
/// request. A buffer, filled anew by each reading. IPv4 is kept as IPv6 keeps it (RFC 4291,
/// 2.5.5.2).
final class AddressBits {
  /// The low word, beside a high word of zero, of an address that is not known.
  static final long UNKNOWN = 0;

  /// The same for callers that are counted together.
  static final long OTHERS = 1;

  private static final long MAPPED = 0xffff_0000_0000L;
  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;
  private static final int OCTETS = 4;
  private static final int MOST_OCTET = 255;
  private static final int LONGEST_GROUP = 4;
  private static final int HEX = 16;
  private static final int DECIMAL = 10;

  private long high;
  private long low;

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  private void set(long newHigh, long newLow) {
    high = newHigh;
    low = newLow;
  }

  /// Reads the text; what is no address is not known.
  void read(@Nullable CharSequence text) {
    set(0, UNKNOWN);
    if (text == null) {
      return;
    }
    boolean dotted = indexOf(text, ':') < 0;
    long four = dotted ? dotted(text, 0) : -1;
    if (four >= 0) {
      set(0, MAPPED | four);
    } else if (!dotted) {
      readGroups(text);
    }
  }

  private static int indexOf(CharSequence text, char wanted) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }

  /// Four octets from there to the end; -1 where there are none such.
  private static long dotted(CharSequence text, int from) {
    long bits = 0;
    int octet = -1;
    int octets = 0;
    for (int i = from; i <= text.length(); i++) {
      char next = i == text.length() ? '.' : text.charAt(i);
      if (next == '.') {
        if (octet < 0 || ++octets > OCTETS) {
          return -1;
        }
        bits = bits << Byte.SIZE | octet;
        octet = -1;
      } else {
        int digit = next - '0';
        if (digit < 0 || digit >= DECIMAL) {
          return -1;
        }
        octet = Math.max(octet, 0) * DECIMAL + digit;
        if (octet > MOST_OCTET) {
          return -1;
        }
      }
    }
    return octets == OCTETS ? bits : -1;
  }

  /// Groups of hexadecimal digits, of which `::` stands for as many of zero as are missing; the
  /// last two may be written as IPv4.
  private void readGroups(CharSequence text) {
    long aHigh = 0;
    long aLow = 0;
    int groups = 0;
    int gap = -1;
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == ':') {
        boolean twice = at + 1 < text.length() && text.charAt(at + 1) == ':';
        if (twice && gap < 0) {
          gap = groups;
          at += 2;
          continue;
        }
        if (twice || groups == 0 || gap == groups) {
          return;
        }
        at++;
      }
      int end = at;
      int group = 0;
      while (end < text.length() && end - at <= LONGEST_GROUP) {
        int digit = Character.digit(text.charAt(end), HEX);
        if (digit < 0) {
          break;
        }
        group = group << 4 | digit;
        end++;
      }
      if (end < text.length() && text.charAt(end) == '.') {
        long four = dotted(text, at);
        if (four < 0 || groups > GROUPS - 2) {
          return;
        }
        aHigh = aHigh << 2 * GROUP_BITS | aLow >>> 2 * GROUP_BITS;
        aLow = aLow << 2 * GROUP_BITS | four;
        groups += 2;
        at = text.length();
        continue;
      }
      if (end == at || end - at > LONGEST_GROUP || ++groups > GROUPS) {
        return;
      }
      if (end < text.length() && text.charAt(end) != ':') {
        return;
      }
      aHigh = aHigh << GROUP_BITS | aLow >>> Long.SIZE - GROUP_BITS;
      aLow = aLow << GROUP_BITS | group;
      at = end;
    }
    if (gap < 0 ? groups == GROUPS : groups < GROUPS) {
      spread(aHigh, aLow, groups, gap < 0 ? groups : gap);
    }
  }

  /// Moves what stands before the gap to the front.
  private void spread(long aHigh, long aLow, int groups, int gap) {
    int behind = (groups - gap) * GROUP_BITS;
    int ahead = (GROUPS - groups) * GROUP_BITS;
    if (ahead == 0) {
      set(aHigh, aLow);
      return;
    }
    long backHigh = behind > Long.SIZE ? aHigh & mask(behind - Long.SIZE) : 0;
    long backLow = behind >= Long.SIZE ? aLow : aLow & mask(behind);
    long frontHigh = behind > Long.SIZE ? aHigh & ~mask(behind - Long.SIZE) : aHigh;
    long frontLow = behind >= Long.SIZE ? 0 : aLow & ~mask(behind);
    long movedHigh =
        ahead >= Long.SIZE
            ? frontLow << ahead - Long.SIZE
            : frontHigh << ahead | frontLow >>> Long.SIZE - ahead;
    long movedLow = ahead >= Long.SIZE ? 0 : frontLow << ahead;
    set(movedHigh | backHigh, movedLow | backLow);
  }

  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L >>> Long.SIZE - bits;
  }

  /// The address as text; null where it is not known.
  static @Nullable String text(long high, long low) {
    if (high == 0 && low == UNKNOWN) {
      return null;
    }
    if (high == 0 && low == OTHERS) {
      return Call.OTHERS;
    }
    try {
      byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address is not 16 bytes long (expected: 16)", e);
    }
  }
}

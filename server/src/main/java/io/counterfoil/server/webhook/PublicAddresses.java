package io.counterfoil.server.webhook;

import io.counterfoil.core.key.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses webhooks may be sent to: public ones, and those that the operator allows. A
/// receiver's name is resolved first, and the connection goes to the very address that was checked:
/// a name that resolves to something else a moment later changes nothing.
///
/// Sources: IANA's registries of special-purpose addresses (RFC 6890), OWASP's page on server-side
/// request forgery.
public final class PublicAddresses {
  private static final List<AddressRange> SPECIAL_FOUR =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /// Everything that is routed in public stands below this one prefix.
  private static final AddressRange GLOBAL_SIX = AddressRange.parse("2000::/3");

  /// Below it, those that are not public, or wrap an IPv4 address that may not be.
  private static final List<AddressRange> SPECIAL_SIX =
      ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final List<AddressRange> allowed;

  /// @param allowed what else may be sent to, even over plain HTTP
  public PublicAddresses(List<AddressRange> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(AddressRange::parse).toList();
  }

  /// Somewhere that may not be sent to, or cannot.
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /// The address to connect to. One that may not be sent to rules out all others of the name.
  ///
  /// @throws RefusedException if there is none, in words fit for the account's people: they do not
  ///   learn what the name resolved to in here
  InetAddress resolve(String host, boolean tls) throws RefusedException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new RefusedException("the host name cannot be resolved");
    }
    for (InetAddress address : addresses) {
      String text = text(address);
      boolean named = allowed.stream().anyMatch(range -> range.contains(text));
      if (!named && !isPublic(text)) {
        throw new RefusedException(
            "the host has an address that is not public (expected: a public one, or one that the"
                + " operator allows with --webhook-allow)");
      }
      if (!named && !tls) {
        throw new RefusedException(
            "plain http (expected: https, or an address that the operator allows)");
      }
    }
    return addresses[0];
  }

  /// Whether the address, written out, is routed in public.
  static boolean isPublic(String address) {
    boolean six = address.indexOf(':') >= 0;
    return six
        ? GLOBAL_SIX.contains(address) && none(SPECIAL_SIX, address)
        : none(SPECIAL_FOUR, address);
  }

  private static boolean none(List<AddressRange> ranges, String address) {
    return ranges.stream().noneMatch(range -> range.contains(address));
  }

  /// Without the name of a network interface, which link-local addresses carry.
  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}

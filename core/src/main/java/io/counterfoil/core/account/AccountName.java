package io.counterfoil.core.account;

import java.util.regex.Pattern;

/// Names an account (a tenant). It is a DNS label, since it stands in host names and in appKeys: 1
/// to 50 of `a-z`, `0-9` and inner hyphens.
public record AccountName(String value) implements Comparable<AccountName> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?");

  /// @throws IllegalArgumentException if the text is not an account's name
  public AccountName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "account: `"
              + Quoted.text(value)
              + "` (expected: 1 to 50 of a-z, 0-9 and inner hyphens)");
    }
  }

  /// Whether the text could name an account.
  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  @Override
  public int compareTo(AccountName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

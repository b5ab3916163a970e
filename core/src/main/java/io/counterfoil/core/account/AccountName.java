package io.counterfoil.core.account;

/// Names an account (a tenant). It is a DNS label, since it stands in host names and in appKeys: 1
/// to 50 of `a-z`, `0-9` and inner hyphens.
public record AccountName(String value) implements Comparable<AccountName> {
  private static final int LONGEST = 50;

  /// @throws IllegalArgumentException if the text is not an account's name
  public AccountName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "account: `"
              + Quoted.text(value)
              + "` (expected: 1 to 50 of a-z, 0-9 and inner hyphens)");
    }
  }

  /// Whether the text could name an account. Asked of every request, and so without a regular
  /// expression.
  public static boolean isValid(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean inner = i > 0 && i < length - 1;
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && !(c == '-' && inner)) {
        return false;
      }
    }
    return length > 0 && length <= LONGEST;
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

package io.counterfoil.core.key;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Quoted;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names an API key. Safe to log. Exact: letter case counts, blanks are not allowed.
///
/// Ours look like `appkey-acme-QXZKWM`; an imported one may be any 1 to 200 characters of visible
/// ASCII.
public record AppKey(String value) {
  /// The longest name, in characters.
  public static final int LONGEST = 200;

  private static final Pattern SHAPE = Pattern.compile("([a-z0-9]+)-([a-z0-9-]+)-([A-Z]{6})");
  private static final int RANDOM_LETTERS = 6;

  /// @throws IllegalArgumentException if the text is blank, too long, or not visible ASCII
  public AppKey {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "appKey: `"
              + Quoted.text(value)
              + "` (expected: 1 to 200 visible ASCII characters without blanks)");
    }
  }

  /// Whether the text could name a key.
  public static boolean isValid(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return length > 0 && length <= LONGEST;
  }

  /// A fresh name for a key of the account: `{prefix}-{account}-{six of A-Z}`.
  public static AppKey generate(String prefix, AccountName account, RandomGenerator random) {
    StringBuilder name = new StringBuilder(prefix).append('-').append(account).append('-');
    for (int i = 0; i < RANDOM_LETTERS; i++) {
      name.append((char) ('A' + random.nextInt(26)));
    }
    return new AppKey(name.toString());
  }

  /// Whether the text is shaped like a key that we would issue, whatever its prefix. Asked of every
  /// request, and so without a regular expression.
  public static boolean looksIssued(String text) {
    int lastDash = text.length() - RANDOM_LETTERS - 1;
    int firstDash = text.indexOf('-');
    if (text.length() > LONGEST || firstDash < 1 || lastDash < firstDash + 2) {
      return false;
    }
    for (int i = 0; i < lastDash; i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    for (int i = lastDash + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 'A' || c > 'Z') {
        return false;
      }
    }
    return text.charAt(lastDash) == '-';
  }

  /// The account that the name speaks of; null where the name is not shaped like an issued one.
  public @Nullable AccountName accountSpokenOf() {
    var matcher = SHAPE.matcher(value);
    return matcher.matches() && AccountName.isValid(matcher.group(2))
        ? new AccountName(matcher.group(2))
        : null;
  }

  @Override
  public String toString() {
    return value;
  }
}

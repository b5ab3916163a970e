package io.counterfoil.core.outbox;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The mails that there are. What each says is worded where mails are sent; what it needs for that
/// stands here.
public enum MailKind {
  /// Somebody is invited into an account. Fields: `account`, `by`. The secret is the code that the
  /// link ends with.
  INVITATION("/choose-password"),

  /// A code of some digits that proves that the address is the reader's. Fields: `account`. The
  /// secret is that code.
  ACCESS_KEY(null),

  /// Somebody forgot a password. Fields: none. The secret is the code that the link ends with.
  PASSWORD_RESET("/choose-password"),

  /// Somebody is asked to become the Sponsor of an account. Fields: `account`, `by`. The secret is
  /// the code that the link ends with.
  SPONSOR_INVITATION("/sponsor"),

  /// Somebody is no longer the Sponsor of an account. Fields: `account`, `to`, who is it now, `by`,
  /// and `reason`, which may be empty. No secret.
  SPONSOR_CHANGED(null),

  /// The keys of an account whose tokens are due to be renewed. Fields: `account`, `orange` and
  /// `red`, which list keys one a line. No secret.
  RENEWAL_DIGEST("/");

  private final @Nullable String page;

  MailKind(@Nullable String page) {
    this.page = page;
  }

  /// Where its link leads to, below the public URL; null where it has none.
  public @Nullable String page() {
    return page;
  }

  /// The name as lists show it: `invitation`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

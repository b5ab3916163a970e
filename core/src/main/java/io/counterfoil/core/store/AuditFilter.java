package io.counterfoil.core.store;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.AuditEntry;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which audit entries are wanted; what is null is not asked for.
///
/// @param account those of the account
/// @param actor exactly so, or with a `*` at its end whatever begins so
/// @param action the same, such as `key.*`
/// @param target the same
/// @param from at that instant or later
/// @param until before that instant
public record AuditFilter(
    @Nullable AccountName account,
    @Nullable String actor,
    @Nullable String action,
    @Nullable String target,
    @Nullable Instant from,
    @Nullable Instant until) {

  /// Every entry.
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);

  /// Every entry of the account.
  public static AuditFilter of(AccountName account) {
    return new AuditFilter(account, null, null, null, null, null);
  }

  /// Whether nothing is left out.
  public boolean isAll() {
    return equals(ALL);
  }

  /// Whether the text asks for whatever begins so.
  public static boolean isPrefix(String text) {
    return text.endsWith("*");
  }

  /// What a text that [#isPrefix] begins with.
  public static String prefix(String text) {
    return text.substring(0, text.length() - 1);
  }

  /// Whether the entry is wanted.
  public boolean wants(AuditEntry entry) {
    return (account == null || Objects.equals(entry.account(), account))
        && fits(actor, entry.actor())
        && fits(action, entry.action())
        && fits(target, entry.target())
        && (from == null || !entry.at().isBefore(from))
        && (until == null || entry.at().isBefore(until));
  }

  private static boolean fits(@Nullable String wanted, String actual) {
    return wanted == null
        || (isPrefix(wanted) ? actual.startsWith(prefix(wanted)) : actual.equals(wanted));
  }
}

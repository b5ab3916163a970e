package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.AddressRange;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may be kept of words that a caller chose: people paste secrets into any field. What names
/// an account that there is may be.
record Keepable(Snapshot snapshot) {
  private static final Pattern LONG_LABEL =
      Pattern.compile("(?<![^.])(?=[^.]*\\d)[^.]{32,}(?![^.])");

  /// The refusal, with what looks like ids or secrets masked.
  Refusal refusal(Refusal refusal) {
    if (refusal instanceof Refusal.OperationUnknown(var method, var path)) {
      return new Refusal.OperationUnknown(method, Route.masked(path));
    }
    if (refusal instanceof Refusal.AddressNotAllowed(var address)
        && !AddressRange.isAddress(address)) {
      return new Refusal.AddressNotAllowed("");
    }
    if (refusal instanceof Refusal.HostNotOfAccount(var host)) {
      return new Refusal.HostNotOfAccount(host(host));
    }
    return refusal instanceof Refusal.AccountMismatch(var asked)
        ? new Refusal.AccountMismatch(account(asked))
        : refusal;
  }

  /// The same, with names that are no account's masked where they look like ids or secrets, and
  /// without what is no address where one belongs; an unknown address becomes an empty one, which
  /// no key may come from that is bound to any.
  Where where(Where where) {
    String client = where.client();
    String host = where.host();
    boolean isKept =
        client != null && (Where.ANYWHERE.equals(client) || AddressRange.isAddress(client));
    return new Where(
        orNull(where.account()),
        host == null ? null : host(host),
        where.hostIsStated(),
        orNull(where.query()),
        isKept ? client : "");
  }

  /// The address, if it is one.
  static @Nullable String address(@Nullable String address) {
    return address != null && AddressRange.isAddress(address) ? address : null;
  }

  /// The host, with labels masked that are as long as secrets and have digits as they do.
  private String host(String host) {
    return snapshot.accountOfHost(host) != null
        ? host
        : LONG_LABEL.matcher(host).replaceAll("{...}");
  }

  private @Nullable String orNull(@Nullable String name) {
    return name == null ? null : account(name);
  }

  private String account(String name) {
    boolean isShort = AccountName.isValid(name) && !LONG_LABEL.matcher(name).find();
    return isShort || snapshot.accountNamed(name) != null ? name : Route.masked(name);
  }
}

package io.counterfoil.core.decision;

import org.jspecify.annotations.Nullable;

/// Where a request came from, and what it says of the account that it is for. Each source may be
/// silent; two that disagree are refused.
///
/// @param account what our proxy configuration set (`X-Counterfoil-Account`)
/// @param host the original request's host, in lower case, without its port
/// @param hostIsStated whether a proxy stated the host as the original one, rather than it being
///   whatever this server was called by
/// @param query the parameter `an` of the original query
/// @param client the client's network address; null where it is not known, which a key that is
///   bound to addresses is refused for; [#ANYWHERE] where no request was made
public record Where(
    @Nullable String account,
    @Nullable String host,
    boolean hostIsStated,
    @Nullable String query,
    @Nullable String client) {

  /// Stands for an address that every key may come from: for "could this key do that?".
  public static final String ANYWHERE = "*";

  /// From an address that is not known.
  public Where(
      @Nullable String account,
      @Nullable String host,
      boolean hostIsStated,
      @Nullable String query) {
    this(account, host, hostIsStated, query, null);
  }

  /// Says nothing: the account is the key's own.
  public static final Where UNSAID = new Where(null, null, false, null);

  /// Names the account outright.
  public static Where account(String name) {
    return new Where(name, null, false, null);
  }

  /// The same, from that address.
  public Where from(@Nullable String address) {
    return new Where(account, host, hostIsStated, query, address);
  }
}

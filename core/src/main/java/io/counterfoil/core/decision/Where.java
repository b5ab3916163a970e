package io.counterfoil.core.decision;

import org.jspecify.annotations.Nullable;

/// What a request says of the account that it is for. Each source may be silent; two that disagree
/// are refused.
///
/// @param account what our proxy configuration set (`X-Counterfoil-Account`)
/// @param host the original request's host, in lower case, without its port
/// @param hostIsStated whether a proxy stated the host as the original one, rather than it being
///   whatever this server was called by
/// @param query the parameter `an` of the original query
public record Where(
    @Nullable String account, @Nullable String host, boolean hostIsStated, @Nullable String query) {

  /// Says nothing: the account is the key's own.
  public static final Where UNSAID = new Where(null, null, false, null);

  /// Names the account outright.
  public static Where account(String name) {
    return new Where(name, null, false, null);
  }
}

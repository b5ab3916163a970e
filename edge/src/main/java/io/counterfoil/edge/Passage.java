package io.counterfoil.edge;

import io.vertx.core.http.HttpHeaders;
import java.util.function.BiConsumer;

/// What a proxy is told of a request that may pass: who called. No value is ever empty: some
/// proxies write nonsense for an empty header.
///
/// @param key the appKey; a person's e-mail address
/// @param label the key's label; a person's name
/// @param roles the roles' names, joined by commas
record Passage(
    String account,
    String key,
    String label,
    String roles,
    String revision,
    String requestId,
    RateTerms rate) {
  private static final CharSequence ACCOUNT = HttpHeaders.createOptimized("X-Counterfoil-Account");
  private static final CharSequence KEY = HttpHeaders.createOptimized("X-Counterfoil-Key");
  private static final CharSequence KEY_LABEL =
      HttpHeaders.createOptimized("X-Counterfoil-Key-Label");
  private static final CharSequence ROLES = HttpHeaders.createOptimized("X-Counterfoil-Roles");
  private static final CharSequence REVISION =
      HttpHeaders.createOptimized("X-Counterfoil-Revision");
  private static final CharSequence REQUEST_ID =
      HttpHeaders.createOptimized("X-Counterfoil-Request-Id");

  /// Tells each header that the API gets.
  void tell(BiConsumer<CharSequence, String> header) {
    header.accept(ACCOUNT, account);
    header.accept(KEY, key);
    header.accept(KEY_LABEL, label);
    header.accept(ROLES, roles);
    header.accept(REVISION, revision);
    header.accept(REQUEST_ID, requestId);
  }
}

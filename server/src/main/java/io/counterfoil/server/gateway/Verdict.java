package io.counterfoil.server.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/// What came of asking the edge about a request.
sealed interface Verdict {
  /// It may pass.
  ///
  /// @param said the headers in which the edge says who calls
  record Allowed(MultiMap said) implements Verdict {}

  /// It may not, and this is what its caller is told.
  record Refused(int status, MultiMap headers, Buffer body) implements Verdict {}

  /// Nobody knows; it may not pass either.
  record Unanswered(String why) implements Verdict {}
}

package io.counterfoil.core.decision;

import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;

/// What the caller wants to do.
public sealed interface Wanted {
  /// Make a call that the catalogue may know.
  record Call(String method, RequestPath path) implements Wanted {}

  /// Do something that needs resources, whatever the call: this server's own administration.
  record Resources(Requirement requirement) implements Wanted {}

  /// It cannot be told what: the proxy said nothing, or two different things.
  record Untold(Refusal refusal) implements Wanted {}
}

package io.counterfoil.server.wire.vtex;

import io.counterfoil.server.control.Parts;
import io.vertx.ext.web.Router;

/// The routes of VTEX's License Manager and of the part of VTEX ID that is about keys and tokens.
///
/// Each choice where VTEX's documents disagree stands in `docs/reference/vtex-compatibility.md`.
public final class VtexRoutes {
  private final Parts parts;

  /// Routes that work with the parts.
  public VtexRoutes(Parts parts) {
    this.parts = parts;
  }

  /// Adds the routes. Bodies must have been read by then.
  public void mount(Router router) {
    router.route("/api/*").handler(VtexWire::checkQuery);
    var wire = new VtexWire(parts, router);
    new UserRoutes(parts).mount(wire);
    new RoleRoutes(parts).mount(wire);
    new KeyRoutes(parts).mount(wire);
    new RenewalRoutes(parts).mount(wire);
    new AccountRoutes(parts).mount(wire);
    new AccessRoutes(parts).mount(wire);
    new TokenRoutes(parts).mount(wire);
  }
}

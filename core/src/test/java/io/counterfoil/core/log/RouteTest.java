package io.counterfoil.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.explain.World;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A record keeps which call was meant, never whose.
class RouteTest {
  private final World world = new World();

  @Test
  void aKnownCallIsKeptAsItsTemplate() {
    Route route = Route.of(call("GET", "/orders/v502-01?an=acme"), world.catalogue());

    assertThat(route).isEqualTo(new Route("GET", "/orders/{id}", List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v2/orders, /api/v2/orders",
    "/api/catalog_system/pvt/sku/stockkeepingunitbyid/310, "
        + "/api/catalog_system/pvt/sku/stockkeepingunitbyid/{...}",
    "/orders/1172452900788-01/items, /orders/{...}/items",
    "/u/5f0f4c1e-6f6d-4c8e-9d3b-0b6b2f6f2a11, /u/{...}",
    "/u/ana@example.com, /u/{...}",
    "/h/deadbeef01, /h/{...}",
    "/t/cft_0123456789abcdefghijABCDEFGHIJ0123456789abcdefghi, /t/{...}",
    "/t/VGhpcyBpcyBhIHNlY3JldDE=, /t/{...}",
    "/t/ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH, /t/{...}",
    "/dataentities/CL/search, /dataentities/CL/search"
  })
  void inAnUnknownPathWhatLooksLikeAnIdIsMasked(String path, String kept) {
    assertThat(Route.of(call("GET", path), world.catalogue()).template()).isEqualTo(kept);
  }

  @Test
  void anAdministrativeCallIsKeptAsTheResourcesThatItAskedFor() {
    var wanted = new Wanted.Resources(Requirement.anyOf(List.of(World.VIEW, World.EDIT)));

    assertThat(Route.of(wanted, world.catalogue()))
        .isEqualTo(new Route(null, null, List.of("EditOrders", "ViewOrders")));
  }

  @Test
  void ofACallThatWasNotToldNothingIsKept() {
    var wanted = new Wanted.Untold(new Refusal.OriginalRequestMissing("X-Original-URI"));

    assertThat(Route.of(wanted, world.catalogue())).isEqualTo(new Route(null, null, List.of()));
    assertThat(Route.of(call("GET", "/a/../b"), world.catalogue()))
        .isEqualTo(new Route("GET", null, List.of()));
  }

  private static Wanted call(String method, String target) {
    return new Wanted.Call(method, RequestPath.read(target));
  }
}

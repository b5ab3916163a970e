package io.counterfoil.server.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Resource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogueFileTest {
  private static final String SMALL =
      """
      catalogue: small
      version: "1"
      resources:
        - {key: View, name: View, product: P}
      roles:
        - {id: 1, name: Owner, resources: ["*"]}
      operations:
        - {method: GET, path: "/things/{id}", requires: {anyOf: [View]}, accepts: [pair]}
      """;

  private static @Nullable Operation find(Catalogue catalogue, String method, String path) {
    return catalogue.find(method, (RequestPath.Canonical) RequestPath.read(path));
  }

  private static List<String> needs(Catalogue catalogue, String method, String path) {
    Operation found = Objects.requireNonNull(find(catalogue, method, path));
    return found.requirement().keys().stream().map(Object::toString).toList();
  }

  @Test
  void theBundledCatalogueIsWhole() {
    Catalogue vtex = CatalogueFile.bundled();
    assertThat(vtex.resources().stream().filter(each -> !each.storefront())).hasSize(540);
    assertThat(vtex.resources().stream().filter(Resource::storefront)).hasSize(20);
    assertThat(vtex.roles()).hasSize(22);
    assertThat(vtex.operations()).hasSize(918);
    assertThat(needs(vtex, "GET", "/api/oms/pvt/orders/1")).contains("OMSViewer");
    assertThat(find(vtex, "GET", "/api/no/such/thing")).isNull();
  }

  @Test
  void aStarStandsForEveryResource() {
    assertThat(CatalogueFile.parse("small.yaml", SMALL).roles().iterator().next().resources())
        .extracting(Object::toString)
        .contains("View");
  }

  @Test
  void everyMistakeIsListed_atOnce() {
    String wrong =
        SMALL
            .replace("anyOf: [View]", "anyOf: [Views]")
            .replace("accepts: [pair]", "accepts: [key]");
    assertThatThrownBy(() ->
            CatalogueFile.parse(
                "wrong.yaml",
                wrong + "  - {method: get, path: things, requires: nothing, accepts: [pair]}\n"))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("accepts:")
        .hasMessageContaining("`get things`");
  }

  @Test
  void anUnknownResourceIsNamed() {
    assertThatThrownBy(
            () -> CatalogueFile.parse("x.yaml", SMALL.replace("anyOf: [View]", "anyOf: [Views]")))
        .hasMessageContaining("x.yaml")
        .hasMessageContaining("`Views`");
  }

  @Test
  void anUnknownFieldIsRefused_withItsLine() {
    assertThatThrownBy(() ->
            CatalogueFile.parse("x.yaml", SMALL.replace("product: P", "product: P, colour: red")))
        .hasMessageStartingWith("x.yaml:4: ")
        .hasMessageContaining("colour");
  }

  @Test
  void twoOperationsThatMeanTheSameCallsAreRefused() {
    String twice =
        SMALL
            + "  - {method: GET, path: \"/things/{other}\", requires: nothing, accepts: [pair]}\n";
    assertThatThrownBy(() -> CatalogueFile.parse("x.yaml", twice))
        .hasMessageContaining("means the same calls as");
  }

  @Test
  void anAliasBombIsRefused() {
    String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ncatalogue: *c\nversion: \"1\"\n";
    assertThatThrownBy(() -> CatalogueFile.parse("bomb.yaml", bomb))
        .isInstanceOf(CatalogueException.class);
  }

  @Test
  void anOpenApiDocumentSaysWhatItsOperationsNeed() {
    String document =
        """
        openapi: 3.1.0
        info: {title: Shop, version: "2"}
        servers: [{url: "https://api.example.com/shop"}]
        paths:
          /orders/{id}:
            get:
              summary: Get an order
              x-counterfoil-requires: {anyOf: [ViewOrders]}
              responses: {"200": {description: ok}}
            delete:
              responses: {"200": {description: ok}}
            post:
              security: [{appKey: [EditOrders]}]
              responses: {"200": {description: ok}}
        """;
    Catalogue shop = CatalogueFile.parse("shop.yaml", document);
    assertThat(shop.operations()).hasSize(2);
    assertThat(needs(shop, "GET", "/shop/orders/7")).containsExactly("ViewOrders");
    assertThat(needs(shop, "POST", "/shop/orders/7")).containsExactly("EditOrders");
    assertThat(find(shop, "DELETE", "/shop/orders/7")).isNull();
  }
}

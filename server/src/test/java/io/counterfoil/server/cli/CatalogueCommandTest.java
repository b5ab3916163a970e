package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueCommandTest {
  @TempDir Path folder;

  private Path file(String name, String operations) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        catalogue: shop
        version: "%s"
        resources:
          - {key: ViewOrders, name: View orders, product: Orders, category: Orders}
        roles:
          - {id: 5001, name: Reader, resources: [ViewOrders]}
        operations:
        %s
        """
            .formatted(name, operations));
  }

  @Test
  void theBundledCatalogueIsSound_andIsCounted() {
    var run = DemoCommands.alone("catalogue", "check");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("errors: 0", "operations: 918");
  }

  @Test
  void aCallIsShownWithWhatItNeeds() {
    var run = DemoCommands.alone("catalogue", "show", "GET", "/api/oms/pvt/orders/v1-1");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("/api/oms/pvt/orders/{orderId}");
  }

  @Test
  void aFileThatIsNoCatalogue_isNamedWithItsMistakes() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "catalogue: [");
    var run = DemoCommands.alone("catalogue", "check", broken.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("broken.yaml").doesNotContain("\tat ");
    var absent = DemoCommands.alone("catalogue", "check", folder.resolve("none.yaml").toString());
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.err()).contains("none.yaml").doesNotContain("\tat ");
  }

  @Test
  void whatDiffersBetweenTwo_isListed_andTheNewOneTakesThePlaceOfTheOld() throws IOException {
    String get =
        "  - {method: GET, path: \"/orders/{id}\", name: Get, requires: {anyOf: [ViewOrders]}, accepts: [pair]}";
    String list =
        "  - {method: GET, path: \"/orders\", name: List, requires: {anyOf: [ViewOrders]}, accepts: [pair]}";
    Path old = file("1", get);
    Path fresh = file("2", get + "\n" + list);
    var check = DemoCommands.alone("catalogue", "check", fresh.toString());
    assertThat(check.exit()).as(check.out() + check.err()).isZero();
    var diff = DemoCommands.alone("catalogue", "diff", old.toString(), fresh.toString());
    assertThat(diff.exit()).as(diff.err()).isZero();
    assertThat(diff.out()).contains("/orders").doesNotContain("/orders/{id}");
    try (var commands = new DemoCommands(folder.resolve("data"))) {
      var run = commands.run("catalogue", "import", fresh.toString());
      assertThat(run.exit()).as(run.err()).isZero();
      var asked = commands.demo().asOperator("GET", "/v1/catalogue", null);
      assertThat(asked.json().getString("catalogue")).isEqualTo("shop");
    }
  }
}

package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.cli.DemoCommands.Run;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil role` and `counterfoil resource`.
class RoleCommandTest {
  @TempDir static Path directory;
  private static DemoCommands commands;

  @BeforeAll
  static void start() {
    commands = new DemoCommands(directory);
  }

  @AfterAll
  static void stop() {
    commands.close();
  }

  private static Run done(String... arguments) {
    Run run = commands.inAccount(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    return run;
  }

  private static String failed(String... arguments) {
    Run run = commands.inAccount(arguments);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith("counterfoil: ").doesNotContain("Exception");
    return run.err();
  }

  @Test
  void aRoleIsMadeShownEditedClonedComparedAndRemoved_byItsName() {
    assertThat(done("role", "create", "Packer", "ViewApiKeys", "Save_User").out())
        .contains("Packer", "  ViewApiKeys");
    assertThat(done("role", "clone", "Packer", "Second packer").out()).contains("Second packer");
    assertThat(done("role", "edit", "Second packer", "ViewApiKeys", "Create_Role").out())
        .contains("Create_Role")
        .doesNotContain("Save_User");
    assertThat(done("role", "edit", "Second packer", "--name", "Other").out())
        .contains("Other", "Create_Role");
    assertThat(done("role", "diff", "Packer", "Other").out())
        .isEqualToIgnoringNewLines("- Save_User+ Create_Role1 in both");
    JsonObject diff = new JsonObject(done("role", "diff", "Packer", "Other", "--json").out());
    assertThat(diff.getJsonArray("onlyInRole")).containsExactly("Save_User");
    assertThat(done("role", "show", "Other", "--json").out()).contains("\"predefined\"");
    assertThat(done("role", "delete", "Other").out()).isEqualToIgnoringNewLines("done");
    assertThat(failed("role", "delete", "Other")).contains("role `Other` is not one of");
  }

  @Test
  void rolesAreListed_withTheirHolders() {
    assertThat(done("role", "list").out()).contains("predefined", "Owner (Admin Super)");
    assertThat(done("role", "list", "--json").out()).startsWith("{");
    assertThat(done("role", "holders", "License Manager - all").out())
        .contains(commands.value("DEMO_ADMIN_KEY"));
    String json = done("role", "holders", "License Manager - all", "--json").out();
    assertThat(new JsonArray(json)).isNotEmpty();
    assertThat(failed("role", "delete", "License Manager - all"))
        .contains("is linked to key:" + commands.value("DEMO_ADMIN_KEY"));
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertThat(failed("role", "create", "R", "NoSuch")).contains("`NoSuch`");
    assertThat(failed("role", "edit", "1", "ViewApiKeys")).contains("is predefined");
    assertThat(failed("role", "show", "99999")).contains("99999");
    assertThat(commands.inAccount("role").exit()).isEqualTo(2);
    assertThat(commands.inAccount("role", "create", "R").exit()).isEqualTo(2);
    assertThat(commands.run("role", "list", "--account", "none").err()).contains("counterfoil: ");
  }

  @Test
  void resourcesAreListedAddedFoundAndRemoved() {
    assertThat(commands.run("resource", "list", "--search", "api keys").out())
        .contains("ViewApiKeys", "EditApiKeys")
        .doesNotContain("Create_Role");
    Run added = commands.run("resource", "add", "Stock:count", "Count stock", "--product", "WMS");
    assertThat(added.out()).isEqualToIgnoringNewLines("added Stock:count");
    assertThat(commands.run("resource", "list", "--custom").out()).contains("Stock:count", "WMS");
    assertThat(done("resource", "holders", "Stock:count").out())
        .contains("sponsor@demostore.example")
        .doesNotContain("appkey-");
    assertThat(done("resource", "holders", "ViewApiKeys").out())
        .contains(commands.value("DEMO_ADMIN_KEY"), "License Manager - all");
    assertThat(commands.run("resource", "remove", "Stock:count").exit()).isZero();
    Run again = commands.run("resource", "remove", "Stock:count");
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("`Stock:count` is not in the catalogue");
    assertThat(commands.run("resource", "add", "ViewApiKeys", "x").err())
        .contains("exists already");
    assertThat(commands.run("resource").exit()).isEqualTo(2);
  }
}

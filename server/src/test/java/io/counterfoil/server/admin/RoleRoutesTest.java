package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Roles and resources over HTTP.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before the first test
class RoleRoutesTest {
  private static final String DEMO = "/v1/accounts/demostore";
  private static final String ROLES = DEMO + "/roles";
  private static final String RESOURCES = "/v1/catalogue/resources";
  private static final int OWNER = 1;

  @TempDir static Path directory;
  private static RunningDemo demo;

  @Parameter TestStore store;

  @BeforeParameterizedClassInvocation
  static void start(TestStore store) {
    demo = new RunningDemo(directory.resolve(store.name()), store, InstantSource.system());
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    demo.close();
  }

  private static Reply asAdmin(String method, String path, String body) {
    return demo.as("DEMO_ADMIN", method, path, body.isEmpty() ? null : body);
  }

  private static JsonObject role(String name, String... resources) {
    JsonObject body =
        new JsonObject().put("name", name).put("resources", new JsonArray(List.of(resources)));
    Reply reply = asAdmin("POST", ROLES, body.encode());
    assertThat(reply.status()).isEqualTo(201);
    return reply.json();
  }

  @Test
  void aCloneGrantsWhatItsModelDoes_underANameOfItsOwn() {
    JsonObject model = role("Model", "ViewApiKeys", "Get_Roles_Paged");
    String path = ROLES + "/" + model.getInteger("id") + "/clone";
    Reply clone = asAdmin("POST", path, "{\"name\":\"Copy of it\"}");
    assertThat(clone.status()).isEqualTo(201);
    assertThat(clone.json().getJsonArray("resources")).isEqualTo(model.getJsonArray("resources"));
    assertThat(clone.json().getInteger("id")).isNotEqualTo(model.getInteger("id"));
    assertThat(asAdmin("POST", path, "{\"name\":\"Copy of it\"}").status()).isEqualTo(409);
    assertThat(asAdmin("POST", ROLES + "/99999/clone", "{\"name\":\"x\"}").status()).isEqualTo(404);
    assertThat(asAdmin("POST", path, "{\"name\":\" \"}").status()).isEqualTo(400);
    assertThat(demo.as("DEMO_ORDERS", "POST", path, "{\"name\":\"x\"}").status()).isEqualTo(403);

    Reply ofPredefined = asAdmin("POST", ROLES + "/" + OWNER + "/clone", "{\"name\":\"Mine\"}");
    assertThat(ofPredefined.json().getBoolean("predefined")).isFalse();
    assertThat(demo.asOperator("GET", "/v1/audit?action=role.cloned", null).text())
        .contains("Owner (Admin Super)");
  }

  @Test
  void aDiffSaysWhatOnlyOneOfTheRolesGrants() {
    int one = role("One", "ViewApiKeys", "Create_Role").getInteger("id");
    int other = role("Other", "Create_Role", "Save_User").getInteger("id");
    Reply diff = asAdmin("GET", ROLES + "/" + one + "/diff/" + other, "");
    assertThat(diff.status()).isEqualTo(200);
    assertThat(diff.json().getJsonArray("onlyInRole")).containsExactly("ViewApiKeys");
    assertThat(diff.json().getJsonArray("onlyInOther")).containsExactly("Save_User");
    assertThat(diff.json().getJsonArray("inBoth")).containsExactly("Create_Role");
    assertThat(diff.json().getJsonObject("other").getString("name")).isEqualTo("Other");
    assertThat(asAdmin("GET", ROLES + "/" + one + "/diff/99999", "").status()).isEqualTo(404);
    assertThat(asAdmin("GET", ROLES + "/" + one + "/diff/x", "").status()).isEqualTo(404);
    assertThat(demo.as("DEMO_NO_ROLE", "GET", ROLES + "/" + one + "/diff/" + other, null).status())
        .isEqualTo(403);
  }

  @Test
  void aLinkedRoleIsNotRemoved_andTheProblemNamesEachHolder() {
    String role = ROLES + "/" + role("Linked", "ViewApiKeys").getInteger("id");
    JsonArray number = new JsonArray().add(Integer.parseInt(role.substring(ROLES.length() + 1)));
    JsonObject key = asAdmin("POST", DEMO + "/keys", "{\"label\":\"holder\"}").json();
    JsonObject user = asAdmin("POST", DEMO + "/users", "{\"email\":\"hold@example.com\"}").json();
    String keyRoles = DEMO + "/keys/" + key.getString("id") + "/roles";
    String userRoles = DEMO + "/users/" + user.getString("id") + "/roles";
    assertThat(asAdmin("PUT", keyRoles, number.encode()).status()).isEqualTo(204);
    assertThat(asAdmin("PUT", userRoles, number.encode()).status()).isEqualTo(204);

    Reply refused = asAdmin("DELETE", role, "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().getString("code")).isEqualTo("role_in_use");
    assertThat(refused.json().getJsonArray("blockers"))
        .containsExactly("key:" + key.getString("appKey"), "user:hold@example.com");
    assertThat(refused.json().getString("detail")).contains("hold@example.com; unlink it there");
    assertThat(asAdmin("GET", role + "/holders", "").json().getInteger("total")).isEqualTo(2);

    String last = "/" + number.getInteger(0);
    assertThat(asAdmin("DELETE", keyRoles + last, "").status()).isEqualTo(204);
    assertThat(asAdmin("DELETE", userRoles + last, "").status()).isEqualTo(204);
    assertThat(asAdmin("DELETE", role, "").status()).isEqualTo(204);
    assertThat(asAdmin("DELETE", role, "").status()).isEqualTo(404);
    assertThat(asAdmin("DELETE", ROLES + "/" + OWNER, "").json().getString("code"))
        .isEqualTo("role_predefined");
  }

  @Test
  void aResourceOfTheDeploymentOutlivesAnImport_andIsGrantedLikeAnyOther() {
    String body = "{\"key\":\"Warehouse: pick\",\"name\":\"Pick\",\"product\":\"Warehouse\"}";
    assertThat(asAdmin("POST", RESOURCES, body).status()).isEqualTo(403);
    assertThat(demo.asOperator("POST", RESOURCES, body).status()).isEqualTo(201);
    assertThat(demo.asOperator("POST", RESOURCES, body).json().getString("code"))
        .isEqualTo("resource_exists");
    assertThat(demo.asNobody("GET", RESOURCES + "?custom=true", null).json().getJsonArray("items"))
        .hasSize(1);
    String role = ROLES + "/" + role("Picker", "Warehouse: pick").getInteger("id");

    String bundled = demo.catalogue();
    Reply imported = demo.asOperatorSending("PUT", "/v1/catalogue", bundled, "application/yaml");
    assertThat(imported.status()).isEqualTo(200);
    assertThat(demo.asNobody("GET", RESOURCES + "?search=PICK&custom=true", null).text())
        .contains("Warehouse: pick");
    assertThat(asAdmin("GET", role, "").json().getJsonArray("resources"))
        .containsExactly("Warehouse: pick");

    String path = RESOURCES + "/Warehouse%3A%20pick";
    Reply inUse = demo.asOperator("DELETE", path, null);
    assertThat(inUse.status()).isEqualTo(409);
    assertThat(inUse.json().getJsonArray("blockers").getString(0))
        .contains("(Picker) of account:demostore");
    assertThat(asAdmin("DELETE", role, "").status()).isEqualTo(204);
    assertThat(asAdmin("DELETE", path, "").status()).isEqualTo(403);
    assertThat(demo.asOperator("DELETE", path, null).status()).isEqualTo(204);
    assertThat(demo.asOperator("DELETE", path, null).status()).isEqualTo(404);
    assertThat(demo.asOperator("DELETE", RESOURCES + "/ViewApiKeys", null).json().getString("code"))
        .isEqualTo("resource_not_custom");
  }

  @Test
  void aCatalogueMayNameAResourceOfTheDeployment_whichItThenNeeds() {
    String body = "{\"key\":\"Own\",\"name\":\"Own\"}";
    assertThat(demo.asOperator("POST", RESOURCES, body).status()).isEqualTo(201);
    String operation =
        "  - {method: GET, path: /own, name: Own, requires: {anyOf: [Own]}, accepts: [pair]}\n";
    String text = demo.catalogue().replace("\noperations:\n", "\noperations:\n" + operation);
    assertThat(demo.asOperatorSending("PUT", "/v1/catalogue", text, "application/yaml").text())
        .contains("\"operations\"");
    assertThat(demo.asOperator("DELETE", RESOURCES + "/Own", null).json().getJsonArray("blockers"))
        .containsExactly("operation:GET /own");
    demo.asOperatorSending("PUT", "/v1/catalogue", demo.catalogue(), "application/yaml");
    assertThat(demo.asOperator("DELETE", RESOURCES + "/Own", null).status()).isEqualTo(204);
  }

  @Test
  void whoHoldsAResourceIsListed_withTheRolesThatGrantIt_andTheSponsorFirst() {
    String path = DEMO + "/resources/ViewApiKeys/holders";
    JsonArray items = asAdmin("GET", path, "").json().getJsonArray("items");
    assertThat(items.getJsonObject(0).getBoolean("sponsor")).isTrue();
    assertThat(items.getJsonObject(0).getString("email")).isEqualTo("sponsor@demostore.example");
    assertThat(items.encode()).contains(demo.value("DEMO_ADMIN_KEY"), "License Manager - all");
    assertThat(items.encode()).doesNotContain(demo.value("DEMO_NO_ROLE_KEY"));
    assertThat(asAdmin("GET", DEMO + "/resources/viewapikeys/holders", "").status()).isEqualTo(404);
    assertThat(demo.as("DEMO_ORDERS", "GET", path, null).status()).isEqualTo(403);
    assertThat(demo.asNobody("GET", path, null).status()).isEqualTo(401);
  }

  @Test
  void badResourcesAreNamed() {
    for (String body :
        List.of(
            "{\"key\":\"\",\"name\":\"x\"}",
            "{\"key\":\" x\",\"name\":\"x\"}",
            "{\"key\":\"x\",\"name\":\" \"}",
            "{\"key\":\"x\"}",
            "{\"key\":\"x\",\"name\":\"" + "n".repeat(201) + "\"}")) {
      assertThat(demo.asOperator("POST", RESOURCES, body).status()).isEqualTo(400);
    }
  }
}

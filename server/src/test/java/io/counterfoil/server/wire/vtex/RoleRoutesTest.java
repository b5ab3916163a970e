package io.counterfoil.server.wire.vtex;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoleRoutesTest {
  private final VtexWorld world = new VtexWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  private static String roles(String holder) {
    return "/api/license-manager/users/" + holder + "/roles";
  }

  @Test
  void aRoleIsLinkedToAKeyAndTakenAway() throws Exception {
    String path = roles(world.noRole.id());
    assertThat(world.ask("GET", path, null).text()).isEqualTo("[]");

    var linked = world.ask("PUT", path, "[" + VtexWorld.READ_ONLY + "]");
    assertThat(linked.status()).isEqualTo(204);
    assertThat(linked.text()).isEmpty();
    assertThat(world.ask("GET", path + "/", null).text())
        .isEqualTo("[{\"id\":957,\"name\":\"OMS - Read only\"}]");

    for (int again = 0; again < 2; again++) {
      assertThat(world.ask("DELETE", path + "/957", null).status()).isEqualTo(204);
    }
    assertThat(world.ask("GET", path, null).text()).isEqualTo("[]");
  }

  @Test
  void rolesAreAddedToThoseThatAPersonHas() throws Exception {
    String path = roles(world.sponsor(VtexWorld.ACME).toString());
    assertThat(world.ask("PUT", path, "[1]").status()).isEqualTo(204);
    assertThat(world.ask("PUT", path, "[\"957\"]").status()).isEqualTo(204);
    assertThat(world.ask("GET", path, null).list()).hasSize(2);
  }

  @Test
  void unknownRolesGetTheDocumentedBodyAndNothingIsLinked() throws Exception {
    String path = roles(world.noRole.id());
    var reply = world.ask("PUT", path, "[957,4711]");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text())
        .isEqualTo("{\"Message\":\"Roles list contains roles that do not exist in this account\"}");
    assertThat(world.ask("GET", path, null).text()).isEqualTo("[]");
  }

  @Test
  void anUnknownHolderGetsTheDocumentedBodies() throws Exception {
    for (String id : new String[] {UUID.randomUUID().toString(), world.ofBeta.id()}) {
      var put = world.ask("PUT", roles(id), "[957]");
      assertThat(put.status()).isEqualTo(500);
      assertThat(put.text()).isEqualTo("{\"Message\":\"Unexpected error\"}");
      assertThat(world.ask("DELETE", roles(id) + "/957", null).status()).isEqualTo(204);
      assertThat(world.ask("GET", roles(id), null).text()).isEqualTo("[]");
    }
  }

  @Test
  void idsThatAreNoneAreRefused() throws Exception {
    assertThat(world.ask("DELETE", roles("17") + "/957", null).text())
        .isEqualTo("{\"Message\":\"Invalid UserId\"}");
    assertThat(world.ask("PUT", roles("17"), "[957]").status()).isEqualTo(400);
    assertThat(world.ask("DELETE", roles(world.noRole.id()) + "/x", null).status()).isEqualTo(400);
    assertThat(world.ask("DELETE", roles(world.noRole.id()) + "/null", null).status())
        .isEqualTo(405);
    assertThat(world.ask("DELETE", roles("null") + "/957", null).status()).isEqualTo(405);
    assertThat(world.ask("DELETE", roles(world.noRole.id()), null).status()).isEqualTo(405);
  }

  @Test
  void aBodyThatIsNoListOfNumbersIsRefused() throws Exception {
    for (String body : new String[] {"", "{}", "[null]", "[-1]", "[1.5]", "[99999999999]", "["}) {
      assertThat(world.ask("PUT", roles(world.noRole.id()), body).status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void rolesAreListedInTheDocumentedShape() throws Exception {
    var reply =
        world.ask(
            "GET",
            "/api/license-manager/site/pvt/roles/list/paged?numItems=10&pageNumber=1&sort=id",
            null);
    assertThat(reply.status()).isEqualTo(200);
    JsonObject owner = reply.json().getJsonArray("items").getJsonObject(0);
    assertThat(owner.getInteger("id")).isEqualTo(1);
    assertThat(owner.getBoolean("isAdmin")).isTrue();
    assertThat(owner.getInteger("roleType")).isEqualTo(0);
    assertThat(owner.containsKey("resources") && owner.getValue("resources") == null).isTrue();
    assertThat(owner.containsKey("logins") && owner.getValue("logins") == null).isTrue();
    JsonObject product = owner.getJsonArray("products").getJsonObject(0);
    assertThat(product.fieldNames()).hasSize(10);
    assertThat(product.stream().filter(field -> field.getValue() == null)).hasSize(9);
    JsonObject custom = reply.json().getJsonArray("items").getJsonObject(2);
    assertThat(custom.getInteger("roleType")).isEqualTo(1);
  }

  @Test
  void theOlderCallCreatesARole() throws Exception {
    String path = "/api/license-manager/site/pvt/roles";
    var reply = world.ask("POST", path, "{\"name\":\"Orders\",\"resources\":[\"OMSViewer\"]}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getInteger("roleType")).isEqualTo(1);
    assertThat(world.ask("POST", path, "{\"name\":\"Orders\"}").status()).isEqualTo(409);
    assertThat(world.ask("POST", path, "{\"name\":\"X\",\"resources\":[\" \"]}").status())
        .isEqualTo(400);
  }
}

package io.counterfoil.server.wire.vtex;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserRoutesTest {
  private static final String USERS = "/api/license-manager/users";
  private static final String LIST = "/api/license-manager/site/pvt/logins/list/paged";

  private final VtexWorld world = new VtexWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  private String create(String email) throws Exception {
    var reply = world.ask("POST", USERS, "{\"email\":\"" + email + "\",\"name\":\"Bia\"}");
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().getString("id");
  }

  @Test
  void aUserIsCreatedShownAndRemoved() throws Exception {
    String id = create("bia@acme.example");
    var shown = world.ask("GET", USERS + "/" + id.replace("-", ""), null);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json())
        .isEqualTo(
            new JsonObject().put("id", id).put("name", "Bia").put("email", "bia@acme.example"));
    assertThat(world.ask("GET", "/api/license-manager/pvt/users/bia@acme.example", null).json())
        .isEqualTo(shown.json());

    var removed = world.ask("DELETE", USERS + "/" + id + "/", null);
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.text()).isEmpty();
    assertThat(world.ask("GET", USERS + "/" + id, null).status()).isEqualTo(400);
    assertThat(world.ask("DELETE", USERS + "/" + id, null).status()).isEqualTo(400);
  }

  @Test
  void anAddressThatIsNoneIsRefused() throws Exception {
    for (String body : new String[] {"{}", "{\"email\":\"bia\"}", "{\"email\":null}"}) {
      var reply = world.ask("POST", USERS, body);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text()).isEqualTo("{\"Message\":\"Invalid email\"}");
    }
  }

  @Test
  void anUnknownIdAndATextThatIsNoIdGetTheDocumentedBody() throws Exception {
    String sponsorOfBeta = world.sponsor(VtexWorld.BETA).toString();
    for (String id : new String[] {UUID.randomUUID().toString(), "17", sponsorOfBeta}) {
      for (String method : new String[] {"GET", "DELETE"}) {
        var reply = world.ask(method, USERS + "/" + id, null);
        assertThat(reply.status()).as(method + id).isEqualTo(400);
        assertThat(reply.text()).isEqualTo("{\"Message\":\"Invalid UserId\"}");
      }
    }
  }

  @Test
  void aMissingIdIsAMethodThatIsNotAllowed() throws Exception {
    for (String path : new String[] {USERS, USERS + "/", USERS + "/null"}) {
      assertThat(world.ask("GET", path, null).status()).as(path).isEqualTo(405);
      assertThat(world.ask("DELETE", path, null).status()).as(path).isEqualTo(405);
    }
  }

  @Test
  void theSponsorCannotBeRemoved() throws Exception {
    var reply = world.ask("DELETE", USERS + "/" + world.sponsor(VtexWorld.ACME), null);
    assertThat(reply.status()).isEqualTo(409);
  }

  @Test
  void usersAreListedInPages() throws Exception {
    create("bia@acme.example");
    create("caio@acme.example");
    var reply =
        world.ask("GET", LIST + "?numItems=2&pageNumber=1&sort=email&sortType=DSC&unknown=1", null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getJsonObject("paging"))
        .isEqualTo(
            new JsonObject().put("page", 1).put("perPage", 2).put("total", 3).put("pages", 2));
    JsonArray items = reply.json().getJsonArray("items");
    assertThat(items.getJsonObject(0).getString("email")).isEqualTo("sponsor@acme.example");
    assertThat(items.getJsonObject(0).getBoolean("isAdmin")).isTrue();
    assertThat(items.getJsonObject(1).fieldNames())
        .containsExactlyInAnyOrder(
            "id", "email", "isAdmin", "isReliable", "isBlocked", "roles", "accountNames", "name");
    assertThat(items.getJsonObject(1).getJsonArray("roles")).isEmpty();
    assertThat(world.ask("GET", LIST + "/?pageNumber=9&sort=", null).status()).isEqualTo(200);
  }

  @Test
  void aPageThatIsNoneIsRefused() throws Exception {
    for (String query :
        new String[] {"numItems=0", "numItems=x", "pageNumber=-1", "sort=age", "sortType=up"}) {
      assertThat(world.ask("GET", LIST + "?" + query, null).status()).as(query).isEqualTo(400);
    }
  }

  @Test
  void theOlderCallCreatesAUserWithRoles() throws Exception {
    String path = "/api/license-manager/site/pvt/logins";
    String body = "{\"name\":\"Bia\",\"email\":\"bia@acme.example\",\"roles\":[{\"id\":%d}]}";
    assertThat(world.ask("POST", path, body.formatted(4711)).status()).isEqualTo(400);
    assertThat(world.ask("GET", LIST, null).json().getJsonArray("items")).hasSize(1);

    assertThat(world.ask("POST", path, body.formatted(VtexWorld.READ_ONLY)).status())
        .isEqualTo(200);
    var roles = world.ask("GET", USERS + "/bia@acme.example/roles", null);
    assertThat(roles.status()).isEqualTo(200);
    assertThat(roles.json().getJsonArray("Roles")).containsExactly("OMS - Read only");
  }
}

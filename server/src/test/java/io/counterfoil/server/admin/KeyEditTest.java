package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Edits, searches and external keys by status, on each store.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class KeyEditTest {
  private static final String KEYS = "/v1/accounts/demostore/keys";
  private static final String ORDER = "/api/oms/pvt/orders/1";

  @Parameter TestStore store;

  private RunningDemo demo;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, new MovableClock());
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private Reply admin(String method, String path, String body) {
    return demo.as("DEMO_ADMIN", method, path, body.isEmpty() ? null : body);
  }

  private JsonObject created(String label) {
    return admin("POST", KEYS, new JsonObject().put("label", label).encode()).json();
  }

  private static String tag(Reply reply) {
    return reply.whole().headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void severalThingsAreEditedAtOnce_orNone() {
    String path = KEYS + "/" + created("edited").getString("appKey");
    Reply edited =
        admin(
            "PATCH",
            path,
            "{\"label\":\"ERP\",\"description\":\"nightly\",\"metadata\":{\"team\":\"north\"},"
                + "\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
    assertThat(edited.status()).as(edited.text()).isEqualTo(200);
    assertThat(edited.json().getJsonObject("metadata").getString("team")).isEqualTo("north");
    assertThat(edited.json().getString("expiresAt")).startsWith("2099");

    Reply refused =
        admin("PATCH", path, "{\"label\":\"X\",\"expiresAt\":\"1999-01-01T00:00:00Z\"}");
    assertThat(refused.status()).isEqualTo(400);
    Reply cleared = admin("PATCH", path, "{\"expiresAt\":null,\"description\":null}");
    assertThat(cleared.json().getString("label")).isEqualTo("ERP");
    assertThat(cleared.json().getString("expiresAt")).isNull();
    assertThat(cleared.json().getString("description")).isEmpty();

    String tooMuch = "{\"metadata\":{\"a\":\"" + "x".repeat(513) + "\"}}";
    assertThat(admin("PATCH", path, tooMuch).status()).isEqualTo(400);
    assertThat(admin("PATCH", path, "{\"metadata\":[1]}").status()).isEqualTo(400);
    assertThat(admin("PATCH", path, "{\"active\":true,\"label\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void aKeyIsBoundToAddresses_hereAndAtTheEdge_andItsRefusalSaysWhetherItWouldPassNow() {
    JsonObject key = created("bound");
    String name = key.getString("appKey");
    String token = key.getString("appToken");
    String path = KEYS + "/" + name;
    admin("PATCH", path, "{\"roles\":[16]}");
    assertThat(admin("PATCH", path, "{\"addresses\":[\"10.0.0.1/8\"]}").status()).isEqualTo(400);
    String bound =
        "{\"addresses\":[\"192.0.2.0/24\"],\"rateLimit\":{\"requests\":9,\"seconds\":1}}";
    assertThat(admin("PATCH", path, bound).json().getJsonArray("addresses"))
        .isEqualTo(new JsonArray().add("192.0.2.0/24"));

    Reply refused = demo.throughTheEdge(name, token, "GET", ORDER);
    assertThat(refused.json().getString("code")).isEqualTo("address_not_allowed");
    String id = refused.json().getString("refusalId");
    assertThat(wouldPass(id)).isEqualTo("no"); // nobody told an address, and nobody would again
    String why =
        new JsonObject().put("appKey", name).put("method", "GET").put("path", ORDER).encode();
    assertThat(admin("POST", "/v1/accounts/demostore/can", why).json().getBoolean("allowed"))
        .isTrue();

    assertThat(admin("PATCH", path, "{\"addresses\":[],\"rateLimit\":null}").status())
        .isEqualTo(200);
    assertThat(wouldPass(id)).isEqualTo("yes");
    assertThat(demo.throughTheEdge(name, token, "GET", ORDER).status()).isEqualTo(200);
  }

  private String wouldPass(String refusalId) {
    return admin("GET", "/v1/refusals/" + refusalId, "").json().getString("wouldPassNow");
  }

  @Test
  void aStaleEditIsRefused_andAFreshOneIsNot() {
    String path = KEYS + "/" + created("contended").getString("appKey");
    String first = tag(admin("GET", path, ""));
    assertThat(ifMatch(first, "PATCH", path, "{\"label\":\"mine\"}").status()).isEqualTo(200);
    Reply stale = ifMatch(first, "PATCH", path, "{\"label\":\"theirs\"}");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.json().getString("code")).isEqualTo("stale_revision");

    String second = tag(admin("GET", path, ""));
    admin("PUT", path + "/roles", "[16]");
    assertThat(ifMatch(second, "DELETE", path, "").status()).isEqualTo(412);
    assertThat(ifMatch("W/" + tag(admin("GET", path, "")), "DELETE", path, "").status())
        .isEqualTo(412);
    assertThat(ifMatch("nonsense", "DELETE", path, "").status()).isEqualTo(400);
    String newest = tag(admin("PATCH", path, "{\"roles\":[]}"));
    assertThat(ifMatch(second + ", " + newest, "POST", path + "/renewal", "").status())
        .isEqualTo(201);
    assertThat(ifMatch("*", "DELETE", path, "").status()).isEqualTo(204);
  }

  private Reply ifMatch(String tags, String method, String path, String body) {
    return demo.as("DEMO_ADMIN", method, path, body.isEmpty() ? null : body, "If-Match", tags);
  }

  @Test
  void aSearchGoesThroughPages_thatNeitherRepeatNorHide() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(created("paged " + (char) ('g' - i)).getString("appKey"));
    }
    JsonObject first = admin("GET", KEYS + "?search=paged&sort=label&limit=3", "").json();
    assertThat(first.getInteger("total")).isEqualTo(7);
    admin("DELETE", KEYS + "/" + made.get(6), ""); // "paged a", which was on the first page
    created("paged 0");
    List<String> labels = labels(first);
    String next = first.getString("next");
    while (next != null) {
      JsonObject page =
          admin("GET", KEYS + "?search=paged&sort=label&limit=3&cursor=" + next, "").json();
      labels.addAll(labels(page));
      next = page.getString("next");
    }
    assertThat(labels)
        .containsExactly(
            "paged a", "paged b", "paged c", "paged d", "paged e", "paged f", "paged g");
    assertThat(labels(admin("GET", KEYS + "?search=paged&sort=-createdAt", "").json()).getFirst())
        .isEqualTo("paged 0");
    assertThat(admin("GET", KEYS + "?cursor=?", "").status()).isEqualTo(400);
    assertThat(admin("GET", KEYS + "?sort=colour", "").status()).isEqualTo(400);
  }

  private static List<String> labels(JsonObject page) {
    List<String> labels = new ArrayList<>();
    page.getJsonArray("items").forEach(each -> labels.add(((JsonObject) each).getString("label")));
    return labels;
  }

  @Test
  void keysAreFoundByRoleAndAge() {
    String name = created("with a role").getString("appKey");
    admin("PATCH", KEYS + "/" + name, "{\"roles\":[17]}");
    assertThat(labels(admin("GET", KEYS + "?role=17", "").json())).contains("with a role");
    assertThat(labels(admin("GET", KEYS + "?noRole=true", "").json()))
        .doesNotContain("with a role");
    assertThat(labels(admin("GET", KEYS + "?tokenBefore=2020-01-01T00:00:00Z", "").json()))
        .isEmpty();
    JsonObject used = created("used");
    String path = KEYS + "/" + used.getString("appKey");
    admin("PATCH", path, "{\"roles\":[16]}");
    demo.throughTheEdge(used.getString("appKey"), used.getString("appToken"), "GET", ORDER);
    assertThat(labels(admin("GET", KEYS + "?unusedSince=2020-01-01T00:00:00Z", "").json()))
        .contains("with a role")
        .doesNotContain("used");
    assertThat(labels(admin("GET", KEYS + "?sort=-lastUsedAt&limit=1", "").json()))
        .containsExactly("used");
    assertThat(labels(admin("GET", KEYS + "?createdAfter=2020-01-01T00:00:00Z", "").json()))
        .contains("with a role");
  }

  @Test
  void anExternalKeyActsWithThisAccountsRolesAlone_andEachSideSeesItsOwn() {
    opened("partner");
    JsonObject key = created("secret label of its owner");
    String name = key.getString("appKey");
    admin("PATCH", KEYS + "/" + name, "{\"roles\":[16]}");
    String there = "/v1/accounts/partner/external-keys";
    Reply added = demo.asOperator("POST", there, "{\"appKey\":\"" + name + "\",\"roles\":[17]}");
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(added.text()).doesNotContain("secret label");
    assertThat(
            demo.asOperator("POST", there, "{\"appKey\":\"" + name + "\"}")
                .json()
                .getString("code"))
        .isEqualTo("external_key_exists");
    assertThat(roles(added.json())).containsExactly(17);

    JsonObject edited = demo.asOperator("PATCH", there + "/" + name, "{\"roles\":[16,17]}").json();
    assertThat(roles(edited)).containsExactly(16, 17);
    assertThat(roles(admin("GET", KEYS + "/" + name, "").json())).containsExactly(16);

    Reply uses = admin("GET", KEYS + "/" + name + "/uses", "");
    assertThat(uses.json().getJsonArray("items"))
        .isEqualTo(new JsonArray().add(new JsonObject().put("account", "partner")));
    assertThat(demo.asOperator("GET", there, null).text())
        .contains(name)
        .doesNotContain("secret label");

    assertThat(inPartner(name, key.getString("appToken"))).isEqualTo(200);
    assertThat(demo.asOperator("DELETE", there + "/" + name, null).status()).isEqualTo(204);
    assertThat(demo.asOperator("DELETE", there + "/" + name, null).status()).isEqualTo(404);
    assertThat(inPartner(name, key.getString("appToken"))).isEqualTo(403);
  }

  private int inPartner(String name, String token) {
    return demo.throughTheEdge(name, token, "GET", ORDER + "?an=partner").status();
  }

  private static List<Integer> roles(JsonObject key) {
    List<Integer> numbers = new ArrayList<>();
    key.getJsonArray("roles").forEach(role -> numbers.add(((JsonObject) role).getInteger("id")));
    return numbers;
  }

  private void opened(String account) {
    Reply reply =
        demo.asOperator(
            "POST",
            "/v1/accounts",
            "{\"account\":\"" + account + "\",\"sponsor\":{\"email\":\"s@partner.example\"}}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
  }
}

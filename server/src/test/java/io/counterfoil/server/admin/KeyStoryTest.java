package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// One key's whole life, with the people who govern it; the audit log reads as the story.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before the test
class KeyStoryTest {
  private static final String ACCOUNT = "/v1/accounts/demostore";
  private static final String KEYS = ACCOUNT + "/keys";
  private static final String PARTNERS = "/v1/accounts/partner/external-keys";
  private static final String ORDER = "/api/oms/pvt/orders/1";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private RunningDemo demo;
  private String sponsor;
  private String name;

  @BeforeEach
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory, store, clock);
    signIn();
  }

  private void signIn() {
    sponsor =
        demo.asNobody(
                "POST",
                "/v1/sessions",
                new JsonObject()
                    .put("account", "demostore")
                    .put("email", "sponsor@demostore.example")
                    .put("password", demo.password())
                    .encode())
            .json()
            .getString("token");
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private JsonObject bySponsor(String method, String path, String body, int status) {
    return done(demo.asUser(sponsor, method, path, body.isEmpty() ? null : body), status);
  }

  private JsonObject byAdmin(String method, String path, String body, int status) {
    return done(demo.as("DEMO_ADMIN", method, path, body.isEmpty() ? null : body), status);
  }

  private static JsonObject done(Reply reply, int status) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    return reply.text().isEmpty() ? new JsonObject() : reply.json();
  }

  private String opened(JsonObject made) {
    String url = made.getJsonObject("link").getString("url");
    String body = new JsonObject().put("code", url.substring(url.indexOf('#') + 1)).encode();
    return done(demo.asNobody("POST", "/v1/links/open", body), 200).getString("appToken");
  }

  private int calling(String token) {
    return demo.throughTheEdge(
            name, token, "GET", ORDER, "X-Forwarded-For", "192.0.2.7", "User-Agent", "erp")
        .status();
  }

  @Test
  void fromItsIssueToItsPurge() {
    String first = issued();
    usedByAPartner();
    mistakenlyRenewed();
    String second = renewed(first);
    mistakenlyDeleted(second);
    endedForGood();

    String admin = "key:" + demo.value("DEMO_ADMIN_KEY");
    String owner = "user:sponsor@demostore.example";
    assertThat(story("demostore"))
        .containsExactly(
            "key.created by " + owner,
            "link.opened by link",
            "key.roles_set by " + admin,
            "key.edited by " + admin,
            "key.renewal_started by " + owner,
            "key.renewal_undone by " + owner,
            "key.renewal_started by " + owner,
            "link.opened by link",
            "key.renewal_finished by " + admin,
            "key.deleted by " + admin,
            "key.restored by " + owner,
            "key.deleted by " + admin,
            "key.purged by job:purge");
    assertThat(story("partner"))
        .containsExactly("key.added by operator:local", "key.removed by operator:local");
  }

  private String path() {
    return KEYS + "/" + name;
  }

  /// By the Sponsor, handed over by a link, and of no use until somebody links a role.
  private String issued() {
    JsonObject made = bySponsor("POST", KEYS, "{\"label\":\"ERP\",\"link\":true}", 201);
    name = made.getString("appKey");
    String token = opened(made);
    assertThat(calling(token)).isEqualTo(403);
    byAdmin("PATCH", path(), "{\"roles\":[16]}", 200);
    assertThat(calling(token)).isEqualTo(200);
    byAdmin("PATCH", path(), "{\"description\":\"nightly\",\"metadata\":{\"team\":\"n\"}}", 200);
    return token;
  }

  private void usedByAPartner() {
    String partner = "{\"account\":\"partner\",\"sponsor\":{\"email\":\"s@partner.example\"}}";
    done(demo.asOperator("POST", "/v1/accounts", partner), 201);
    String key = "{\"appKey\":\"" + name + "\",\"roles\":[16]}";
    done(demo.asOperator("POST", PARTNERS, key), 201);
    assertThat(byAdmin("GET", path() + "/uses", "", 200).encode()).contains("partner");
  }

  private void mistakenlyRenewed() {
    String mistaken = bySponsor("POST", path() + "/renewal", "", 201).getString("appToken");
    bySponsor("POST", path() + "/renewal/undo", "", 200);
    assertThat(calling(mistaken)).isEqualTo(401);
  }

  /// Finished once nobody calls with the old token.
  private String renewed(String first) {
    String second = opened(bySponsor("POST", path() + "/renewal", "{\"link\":true}", 201));
    assertThat(calling(first)).isEqualTo(200);
    assertThat(oldTokenUse(path())).isEqualTo(1);
    assertThat(calling(second)).isEqualTo(200);
    assertThat(oldTokenUse(path())).isEqualTo(1);
    byAdmin("POST", path() + "/renewal/finish", "", 200);
    assertThat(calling(first)).isEqualTo(401);
    return second;
  }

  /// Restored whole, here and at the partner's.
  private void mistakenlyDeleted(String token) {
    byAdmin("DELETE", path(), "", 204);
    assertThat(calling(token)).isEqualTo(401);
    clock.forward(Duration.ofHours(20));
    bySponsor("POST", path() + "/restore", "", 200);
    assertThat(calling(token)).isEqualTo(200);
    assertThat(demo.throughTheEdge(name, token, "GET", ORDER + "?an=partner").status())
        .isEqualTo(200);
  }

  private void endedForGood() {
    done(demo.asOperator("DELETE", PARTNERS + "/" + name, null), 204);
    byAdmin("DELETE", path(), "", 204);
    clock.forward(Duration.ofDays(31));
    demo.server().keyJobs().run();
  }

  private int oldTokenUse(String path) {
    return byAdmin("GET", path + "/renewal", "", 200)
        .getJsonObject("oldTokenUse")
        .getInteger("count");
  }

  /// What was done to the key in the account, the oldest first.
  private List<String> story(String account) {
    List<String> lines = new ArrayList<>();
    done(demo.asOperator("GET", "/v1/accounts/" + account + "/audit?limit=200", null), 200)
        .getJsonArray("items")
        .forEach(each -> {
          JsonObject entry = (JsonObject) each;
          if (entry.getString("target").equals("key:" + name)) {
            String actor = entry.getString("actor");
            lines.add(
                entry.getString("action") + " by " + (actor.startsWith("link:") ? "link" : actor));
          }
        });
    Collections.reverse(lines);
    return lines;
  }
}

package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.audit.ExportCheck;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The audit log over HTTP.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before the first test
class AuditRoutesTest {
  private static final String OWN = "/v1/accounts/demostore/audit";

  @TempDir static Path directory;
  private static RunningDemo demo;

  @Parameter TestStore store;

  @BeforeParameterizedClassInvocation
  static void start(TestStore store) {
    demo = new RunningDemo(directory.resolve(store.name()), store, InstantSource.system());
    demo.as(
        "DEMO_ADMIN", "POST", "/v1/accounts/demostore/roles", "{\"name\":\"A\",\"resources\":[]}");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    demo.close();
  }

  private static List<JsonObject> items(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    List<JsonObject> items = new ArrayList<>();
    reply.json().getJsonArray("items").forEach(item -> items.add((JsonObject) item));
    return items;
  }

  @Test
  void pagesFollowEachOther_withoutGapOrRepetition_whileEntriesAreAdded() {
    List<Integer> seen = new ArrayList<>();
    Reply page = demo.asOperator("GET", "/v1/audit?limit=3", null);
    while (true) {
      items(page).forEach(item -> seen.add(item.getInteger("revision")));
      String next = page.json().getString("next");
      if (next == null) {
        break;
      }
      demo.as("DEMO_ADMIN", "POST", "/v1/accounts/demostore/keys", "{\"label\":\"between pages\"}");
      page = demo.asOperator("GET", "/v1/audit?limit=3&cursor=" + next, null);
    }
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i)).isEqualTo(seen.size() - i);
    }
    assertThat(seen).hasSizeGreaterThan(6);
  }

  @Test
  void theOperatorSeesTheDeployment_andAnAccountOnlyItsOwn() {
    assertThat(items(demo.asOperator("GET", "/v1/audit?limit=200", null)))
        .anyMatch(item -> item.getString("account") == null)
        .anyMatch(item -> "demostore".equals(item.getString("account")));
    assertThat(items(demo.as("DEMO_ADMIN", "GET", OWN + "?limit=200", null)))
        .allMatch(item -> "demostore".equals(item.getString("account")));
    for (String path : List.of("/v1/audit", "/v1/audit/export", "/v1/audit/head")) {
      assertThat(demo.as("DEMO_ADMIN", "GET", path, null).status()).isEqualTo(403);
      assertThat(demo.asNobody("GET", path, null).status()).isEqualTo(403);
    }
    assertThat(demo.asNobody("GET", OWN, null).status()).isEqualTo(401);
    assertThat(demo.asNobody("GET", OWN + "/export", null).status()).isEqualTo(401);
    assertThat(demo.as("DEMO_ORDERS", "GET", OWN, null).status()).isEqualTo(403);
    assertThat(demo.as("DEMO_ORDERS", "GET", OWN + "/export", null).status()).isEqualTo(403);
  }

  @Test
  void filtersNarrow_exactlyOrByPrefix() {
    assertThat(
            items(demo.asOperator("GET", "/v1/audit?action=role.created&account=demostore", null)))
        .isNotEmpty()
        .allMatch(item -> item.getString("action").equals("role.created"));
    String actor = "key:" + demo.value("DEMO_ADMIN_KEY");
    assertThat(items(demo.as("DEMO_ADMIN", "GET", OWN + "?actor=" + actor, null)))
        .isNotEmpty()
        .allMatch(item -> item.getString("actor").equals(actor));
    assertThat(items(demo.as("DEMO_ADMIN", "GET", OWN + "?action=%20key.*%20&limit=2", null)))
        .hasSize(2);
    assertThat(items(demo.as("DEMO_ADMIN", "GET", OWN + "?until=2020-01-01T00:00:00Z", null)))
        .isEmpty();
    assertThat(items(demo.as("DEMO_ADMIN", "GET", OWN + "?from=2020-01-01T00:00:00Z", null)))
        .isNotEmpty();
  }

  @Test
  void badParametersAreNamed() {
    for (String query :
        List.of("from=yesterday", "until=2020", "limit=0", "cursor=x", "cursor=0")) {
      Reply reply = demo.as("DEMO_ADMIN", "GET", OWN + "?" + query, null);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.json().getString("detail")).startsWith(query.split("=", -1)[0] + ":");
    }
    assertThat(demo.asOperator("GET", "/v1/audit?account=A%20B", null).status()).isEqualTo(400);
  }

  @Test
  void anExportIsWhole_signed_andVerifies() throws IOException {
    JsonObject head = demo.asOperator("GET", "/v1/audit/head", null).json();
    Reply export = demo.asOperator("GET", "/v1/audit/export", null);
    assertThat(export.status()).isEqualTo(200);
    assertThat(export.whole().headers().firstValue("Content-Type"))
        .contains("application/x-ndjson");
    var verdict =
        new ExportCheck(null, head.getString("publicKey"))
            .check(new BufferedReader(new StringReader(export.text())));
    assertThat(verdict.flaw()).isNull();
    assertThat(verdict.whole()).isTrue();
    assertThat(verdict.entries()).isGreaterThanOrEqualTo(head.getLong("revision"));

    Reply own = demo.as("DEMO_ADMIN", "GET", OWN + "/export?action=key.*", null);
    var some = new ExportCheck(null, null).check(new BufferedReader(new StringReader(own.text())));
    assertThat(some.flaw()).isNull();
    assertThat(some.whole()).isFalse();
    assertThat(some.entries()).isPositive();
  }
}

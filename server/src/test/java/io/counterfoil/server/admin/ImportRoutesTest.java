package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Keys of another system, brought in over HTTP and used at the edge.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before the first test
class ImportRoutesTest {
  private static final String DEMO = "/v1/accounts/demostore";
  private static final String IMPORT = DEMO + "/imports/keys";
  private static final String NDJSON = "application/x-ndjson";
  private static final String CALL = "/api/oms/pvt/orders/v502559llux-01";

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

  private static String hash(String algorithm, String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm).digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String line(String appKey, String token, String... more) {
    JsonObject line =
        new JsonObject()
            .put("appKey", appKey)
            .put("hash", hash("SHA-256", token))
            .put("label", "L");
    for (int i = 0; i < more.length; i += 2) {
      line.put(more[i], more[i + 1]);
    }
    return line.encode();
  }

  private static Reply imported(String body) {
    return demo.asOperatorSending("POST", IMPORT, body, NDJSON);
  }

  private static int atTheEdge(String appKey, String token) {
    return demo.throughTheEdge(appKey, token, "GET", CALL).status();
  }

  @Test
  void aKeyKnownBySha256WorksAtOnce_withItsRolesStateAndDates() {
    String body =
        line(
                "legacy-1",
                "token-one",
                "roles",
                "Owner (Admin Super)|16",
                "createdAt",
                "2020-02-02T00:00:00Z")
            + "\n\n"
            + line(
                "legacy-2", "token-two", "state", "inactive", "expiresAt", "2999-01-01T00:00:00Z")
            + "\n";
    Reply reply = imported(body);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getInteger("imported")).isEqualTo(2);
    JsonObject key = demo.as("DEMO_ADMIN", "GET", DEMO + "/keys/legacy-1", null).json();
    assertThat(key.getJsonArray("roles")).hasSize(2);
    assertThat(key.getString("createdAt")).isEqualTo("2020-02-02T00:00:00Z");
    assertThat(
            demo.as("DEMO_ADMIN", "GET", DEMO + "/keys/legacy-2", null).json().getString("state"))
        .isEqualTo("inactive");
    assertThat(atTheEdge("legacy-1", "token-one")).isEqualTo(200);
    assertThat(atTheEdge("legacy-1", "token-two")).isEqualTo(401);
    assertThat(atTheEdge("legacy-2", "token-two")).isEqualTo(401);

    Reply again = imported(body);
    assertThat(again.json().getInteger("imported")).isZero();
    assertThat(again.json().getInteger("unchanged")).isEqualTo(2);
    assertThat(demo.asOperator("GET", "/v1/audit?action=keys.imported", null).text())
        .contains("\"imported\":\"2\"", "legacy-1");
  }

  @Test
  void aTokenIsAsOldAsTheOtherSystemSaid_soItIsDueInTime() {
    String body =
        line("aged-1", "old-one", "createdAt", "2020-02-02T00:00:00Z")
            + "\n"
            + line(
                "aged-2",
                "old-two",
                "createdAt",
                "2020-02-02T00:00:00Z",
                "tokenCreatedAt",
                "2021-03-03T00:00:00Z")
            + "\n";
    assertThat(imported(body).status()).isEqualTo(200);
    JsonObject first = demo.as("DEMO_ADMIN", "GET", DEMO + "/keys/aged-1", null).json();
    assertThat(first.getString("tokenSince")).isEqualTo("2020-02-02T00:00:00Z");
    assertThat(first.getString("renewalDue")).isEqualTo("red");
    JsonObject second = demo.as("DEMO_ADMIN", "GET", DEMO + "/keys/aged-2", null).json();
    assertThat(second.getString("tokenSince")).isEqualTo("2021-03-03T00:00:00Z");
    assertThat(second.getString("createdAt")).isEqualTo("2020-02-02T00:00:00Z");
    String early = line("aged-3", "old-three", "tokenCreatedAt", "2999-01-01T00:00:00Z");
    assertThat(imported(early).text()).contains("a time that has passed");
  }

  @Test
  void commaSeparatedValuesAreReadByTheirHeader() {
    String csv =
        "appKey,hash,label,roles\r\ncsv-1,"
            + hash("SHA-256", "t1")
            + ",\"Label, with a comma\",16\r\ncsv-2,"
            + hash("SHA-256", "t2")
            + ",,\r\n";
    Reply reply = demo.asOperatorSending("POST", IMPORT, csv, "text/csv; charset=utf-8");
    assertThat(reply.json().getInteger("imported")).isEqualTo(2);
    assertThat(demo.as("DEMO_ADMIN", "GET", DEMO + "/keys/csv-1", null).json().getString("label"))
        .isEqualTo("Label, with a comma");
    assertThat(demo.as("DEMO_ADMIN", "GET", DEMO + "/keys/csv-2", null).json().getString("label"))
        .isEqualTo("csv-2");
    Reply ragged = demo.asOperatorSending("POST", IMPORT, "appKey,hash\nx,y,z,w\n", "text/csv");
    assertThat(ragged.status()).isEqualTo(400);
    assertThat(ragged.json().getJsonArray("mistakes").getJsonObject(0).getInteger("line"))
        .isEqualTo(2);
  }

  @Test
  void oneBadLineAndNothingIsImported_butEveryBadLineIsNamed() {
    String body =
        String.join(
            "\n",
            line("good-1", "a"),
            "{\"appKey\":\"no-hash\"}",
            "not json",
            line("bad key", "b"),
            line("twice", "c"),
            line("twice", "d"),
            line("good-2", "e", "roles", "No such role"),
            line("good-3", "f", "roles", "99999"),
            line("good-4", "g", "labell", "x"),
            line("good-5", "h", "createdAt", "2999-01-01T00:00:00Z"),
            line("good-6", "i", "state", "sleeping"),
            line("good-7", "j", "label", "l".repeat(101)),
            line(demo.value("DEMO_ADMIN_KEY"), "k"));
    Reply refused = imported(body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getString("detail")).contains("so none was; the first is line 2");
    JsonArray mistakes = refused.json().getJsonArray("mistakes");
    assertThat(mistakes.stream().map(each -> ((JsonObject) each).getInteger("line")))
        .containsExactly(2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13);
    assertThat(refused.text()).doesNotContain(hash("SHA-256", "b"), hash("SHA-256", "g"));
    assertThat(demo.as("DEMO_ADMIN", "GET", DEMO + "/keys/good-1", null).status()).isEqualTo(404);

    Reply dry = demo.asOperatorSending("POST", IMPORT + "?dryRun=true", body, NDJSON);
    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.json().getInteger("mistaken")).isEqualTo(11);
    assertThat(dry.json().getInteger("imported")).isEqualTo(2);
    assertThat(demo.as("DEMO_ADMIN", "GET", DEMO + "/keys/good-1", null).status()).isEqualTo(404);
  }

  @Test
  void onlyWhoMayCreateKeysMayImportThem() {
    String body = line("stranger-1", "x");
    assertThat(demo.asNobody("POST", IMPORT, body).status()).isEqualTo(401);
    assertThat(demo.as("DEMO_ORDERS", "POST", IMPORT, body).status()).isEqualTo(403);
    assertThat(
            demo.asOperatorSending("POST", IMPORT.replace("demostore", "none"), body, NDJSON)
                .status())
        .isEqualTo(404);
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertThat(imported("").status()).isEqualTo(400);
    assertThat(demo.asOperatorSending("POST", IMPORT, "x", "text/plain").status()).isEqualTo(415);
    assertThat(imported("{}\n".repeat(5_001)).status()).isEqualTo(413);
    for (String key : List.of("", "not base64!")) {
      Reply reply =
          demo.asOperatorSending(
              "POST", IMPORT, line("h", "h"), NDJSON, "X-Counterfoil-Hmac-Key", key);
      assertThat(reply.status()).isEqualTo(400);
    }
  }
}

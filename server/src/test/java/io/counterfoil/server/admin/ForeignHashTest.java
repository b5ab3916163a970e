package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Digester;
import io.counterfoil.edge.FirstUses;
import io.counterfoil.server.admin.RunningDemo.Reply;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.imports.ForeignTokens;
import io.counterfoil.server.wiring.DataDirectory;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Keys whose tokens only another system's hashes know: imported, used, and from then on known
/// here.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before each test
class ForeignHashTest {
  private static final String DEMO = "/v1/accounts/demostore";
  private static final String CALL = "/api/oms/pvt/orders/1";
  private static final String TOKEN = "s3cret-Token";
  private static final byte[] HMAC_KEY = "pepper of theirs".getBytes(StandardCharsets.US_ASCII);
  private static final String ARGON2 =
      "$argon2id$v=19$m=1024,t=2,p=2$c29tZXNhbHRzb21lc2FsdA$83ePCIaWZWCoFnCQwIvtxWL/O/zgcYZFnZmALOXjevc";

  @Parameter TestStore store;

  private final MovableClock clock = new MovableClock();
  private Path directory;
  private RunningDemo demo;

  @BeforeEach
  void start(@TempDir Path temporary) {
    directory = temporary;
    demo = new RunningDemo(directory, store, clock);
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  private static String bcrypt(String token, int cost) {
    return OpenBSDBCrypt.generate(
        "2b", token.getBytes(StandardCharsets.US_ASCII), new byte[16], cost);
  }

  private static byte[] sha512() throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-512").digest(TOKEN.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hmac() throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(HMAC_KEY, "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(TOKEN.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String line(String appKey, String algorithm, String hash) {
    return new JsonObject()
            .put("appKey", appKey)
            .put("algorithm", algorithm)
            .put("hash", hash)
            .put("roles", "16")
            .encode()
        + "\n";
  }

  private void importAll(String... lines) {
    Reply reply =
        demo.asOperatorSending(
            "POST",
            DEMO + "/imports/keys",
            String.join("", lines),
            "application/x-ndjson",
            "X-Counterfoil-Hmac-Key",
            Base64.getEncoder().encodeToString(HMAC_KEY));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().getInteger("imported")).isEqualTo(lines.length);
  }

  private Reply edge(String appKey, String token, String... more) {
    return demo.throughTheEdge(appKey, token, "GET", CALL, more);
  }

  private boolean waits(String appKey) {
    return demo.as("DEMO_ADMIN", "GET", DEMO + "/keys/" + appKey, null)
        .json()
        .getBoolean("waitsForFirstUse");
  }

  private boolean hashIsKept(String appKey) {
    Parts parts = demo.server().parts();
    ApiKey key = Objects.requireNonNull(parts.directory().key(new AppKey(appKey)));
    return parts.store().foreignHash(key.id()) != null || parts.directory().mayWait(key.appKey());
  }

  private int adoptions() {
    return demo.asOperator("GET", "/v1/audit?action=key.token_adopted&limit=100", null)
        .json()
        .getJsonArray("items")
        .size();
  }

  @Test
  void everyKindOfHashIsRecognisedAtItsFirstUse_andOnlyTheRightToken() throws Exception {
    importAll(
        line("of-sha512", "sha512", HexFormat.of().formatHex(sha512())),
        line("of-base64", "sha512", Base64.getEncoder().encodeToString(sha512())),
        line("of-hmac", "hmac-sha256", hmac()),
        line("of-bcrypt", "bcrypt", bcrypt(TOKEN, 5)),
        line("of-argon2", "argon2id", ARGON2));
    List<String> names = List.of("of-sha512", "of-base64", "of-hmac", "of-bcrypt", "of-argon2");
    for (String name : names) {
      assertThat(waits(name)).isTrue();
      assertThat(hashIsKept(name)).isTrue();
      assertThat(edge(name, "s3cret-token").status()).isEqualTo(401);
      assertThat(waits(name)).isTrue();
      assertThat(edge(name, TOKEN).status()).as(name).isEqualTo(200);
      assertThat(waits(name)).isFalse();
      assertThat(edge(name, TOKEN).status()).isEqualTo(200);
      assertThat(edge(name, "s3cret-token").status()).isEqualTo(401);
    }
    assertThat(adoptions()).isEqualTo(5);
    assertThat(names).noneMatch(this::hashIsKept);
    assertThat(demo.asNobody("GET", "/metrics", null).text())
        .contains("counterfoil_first_uses_total{outcome=\"fitted\"} 5");
  }

  @Test
  void theFirstUseMayBeInTheAdministration_orAnExchangeForAUserToken() {
    importAll(
        line("an-admin", "bcrypt", bcrypt(TOKEN, 5)).replace("\"16\"", "\"Owner (Admin Super)\""),
        line("exchanged", "argon2", ARGON2));
    assertThat(demo.asPair("an-admin", TOKEN, "GET", DEMO + "/keys").status()).isEqualTo(200);
    Reply login =
        demo.asNobody(
            "POST",
            "/api/vtexid/apptoken/login?an=demostore",
            "{\"appkey\":\"exchanged\",\"apptoken\":\"" + TOKEN + "\"}");
    assertThat(login.status()).as(login.text()).isEqualTo(200);
    assertThat(adoptions()).isEqualTo(2);
  }

  @Test
  void manyFirstUsesAtOnceAreOneComputationAndOneEntry() throws Exception {
    importAll(line("at-once", "bcrypt", bcrypt(TOKEN, 10)));
    try (var threads = Executors.newFixedThreadPool(16)) {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        calls.add(() -> edge("at-once", TOKEN).status());
      }
      for (Future<Integer> status : threads.invokeAll(calls)) {
        assertThat(status.get()).isEqualTo(200);
      }
    }
    assertThat(adoptions()).isEqualTo(1);
  }

  @Test
  void wrongTokensAreNoWayToBurnTheMachine_andTheRightOneIsNeverCalledWrong() {
    importAll(line("attacked", "bcrypt", bcrypt(TOKEN, 5)));
    for (int i = 0; i < 20; i++) {
      assertThat(edge("attacked", "wrong-" + i).status()).isEqualTo(401);
    }
    Reply over = edge("attacked", "wrong-20");
    assertThat(over.status()).isEqualTo(503);
    assertThat(over.json().getString("code")).isEqualTo("verifier_busy");
    assertThat(over.whole().headers().firstValue("Retry-After")).isPresent();
    assertThat(edge("attacked", "wrong-3").status()).isEqualTo(401);
    Reply owner = edge("attacked", TOKEN, "X-Forwarded-For", "192.0.2.1");
    assertThat(owner.status()).isEqualTo(503);

    clock.forward(Duration.ofSeconds(4));
    assertThat(edge("attacked", TOKEN, "X-Forwarded-For", "192.0.2.1").status()).isEqualTo(200);
  }

  private static Future<FirstUses.Finding> firstUse(FirstUses uses, String appKey) {
    return Objects.requireNonNull(uses.recognise(new AppKey(appKey), AppToken.of(TOKEN), null))
        .toCompletableFuture();
  }

  @Test
  void whoeverFindsTheQueueFullComesBack() throws Exception {
    importAll(
        line("queue-1", "bcrypt", bcrypt(TOKEN, 11)),
        line("queue-2", "bcrypt", bcrypt(TOKEN, 11)),
        line("queue-3", "bcrypt", bcrypt(TOKEN, 11)));
    Parts parts = demo.server().parts();
    var pepper = new DataDirectory(directory, new SecureRandom()).pepper();
    var limits = new ForeignTokens.Limits(1, 1, Duration.ofMinutes(1), 20, Duration.ofSeconds(1));
    try (var narrow =
        new ForeignTokens(
            parts.directory(),
            parts.store(),
            parts.registry(),
            parts.importedTokens(),
            new Digester(pepper),
            clock,
            limits)) {
      var first = firstUse(narrow, "queue-1");
      var second = firstUse(narrow, "queue-2");
      var third = firstUse(narrow, "queue-3");
      assertThat(third.get()).isEqualTo(new FirstUses.Finding.Busy(1));
      assertThat(first.get()).isInstanceOf(FirstUses.Finding.Settled.class);
      assertThat(second.get()).isInstanceOf(FirstUses.Finding.Settled.class);
    }
    assertThat(waits("queue-3")).isTrue();
    assertThat(edge("queue-3", TOKEN).status()).isEqualTo(200);
  }

  @Test
  void aKeyThatIsRenewedBeforeItsFirstUseAdmitsBothTokens_untilThatIsFinished() {
    importAll(line("renewed", "bcrypt", bcrypt(TOKEN, 5)));
    Reply renewal = demo.as("DEMO_ADMIN", "POST", DEMO + "/keys/renewed/renewal", "{}");
    String fresh = renewal.json().getString("appToken");
    assertThat(edge("renewed", fresh).status()).isEqualTo(200);
    assertThat(adoptions()).isZero();
    demo.as("DEMO_ADMIN", "POST", DEMO + "/keys/renewed/renewal/finish", "{}");
    assertThat(waits("renewed")).isFalse();
    assertThat(edge("renewed", TOKEN).status()).isEqualTo(401);
    assertThat(hashIsKept("renewed")).isFalse();
  }
}

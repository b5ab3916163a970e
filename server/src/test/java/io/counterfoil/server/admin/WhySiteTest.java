package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.server.admin.RunningDemo.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The caller's own page of a refusal says what a stranger may know, and to whoever presents the
/// refused pair what its caller was told.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhySiteTest {
  private static final String CANCEL = "/api/oms/pvt/orders/v1-1/cancel";

  private RunningDemo demo;

  @BeforeAll
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory);
  }

  @AfterAll
  void stop() {
    demo.close();
  }

  private Reply refused(String key, String token) {
    Reply refused = demo.throughTheEdge(key, token, "POST", CANCEL);
    assertThat(refused.json().getString("refusalId")).startsWith("cf-");
    return refused;
  }

  private String address(Reply refused) {
    return "/why/" + refused.json().getString("refusalId");
  }

  private static String form(String key, String token) {
    return "appKey="
        + URLEncoder.encode(key, StandardCharsets.UTF_8)
        + "&appToken="
        + URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  @Test
  void aRefusalLinksToItsPage() {
    Reply refused = refused(demo.value("DEMO_ORDERS_KEY"), demo.value("DEMO_ORDERS_TOKEN"));

    String help = demo.url() + address(refused);
    assertThat(refused.whole().headers().firstValue("Link"))
        .hasValue("<" + help + ">; rel=\"help\"");
  }

  @Test
  void whatTheBytesShowIsToldToAnyone_inThreeLanguages() {
    String token = demo.value("DEMO_ORDERS_TOKEN");
    Reply refused = refused(demo.value("DEMO_ORDERS_KEY"), '"' + token + '"');

    Reply page = demo.asNobody("GET", address(refused), null);
    Reply portuguese = demo.asNobody("GET", address(refused) + "?lang=pt", null);
    Reply spanish = demo.asNobody("GET", address(refused) + "?lang=es", null);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("app_token_malformed", "there are quotes around it", "counterfoil why cf-")
        .doesNotContain(token, demo.value("DEMO_ORDERS_KEY"), "would be the one", "<form");
    assertThat(portuguese.text()).contains("lang=\"pt\"", "Como corrigir");
    assertThat(spanish.text()).contains("lang=\"es\"", "Cómo corregirlo");
    assertThat(page.whole().headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
  }

  @Test
  void everyPairThatDoesNotMatchHasThePageOfOneCode_whateverExists() {
    String wrong = TokenFormat.generate(new Random(5)).reveal();
    Reply known = refused(demo.value("DEMO_ORDERS_KEY"), wrong);
    Reply unknown = refused("appkey-demostore-ABCDEF", wrong);

    assertThat(shape(known)).isEqualTo(shape(unknown)).contains("pair_unknown");
  }

  private String shape(Reply refused) {
    return demo.asNobody("GET", address(refused), null)
        .text()
        .replaceAll("cf-[0-9a-z]{26}", "ID")
        .replaceAll("at: +\\S+", "AT");
  }

  @Test
  void whatIsForAnAuthenticCallerIsToldToWhoeverPresentsThePair() {
    Reply refused = refused(demo.value("DEMO_ORDERS_KEY"), demo.value("DEMO_ORDERS_TOKEN"));

    Reply stranger = demo.asNobody("GET", address(refused), null);
    Reply caller =
        demo.form(
            address(refused), form(demo.value("DEMO_ORDERS_KEY"), demo.value("DEMO_ORDERS_TOKEN")));

    assertThat(stranger.text())
        .contains("was recognised", "<form")
        .doesNotContain("resource_missing", "CancelAction", "ERP orders");
    assertThat(caller.status()).isEqualTo(200);
    assertThat(caller.text())
        .contains("resource_missing", "CancelAction", demo.value("DEMO_ORDERS_KEY"))
        .doesNotContain(demo.value("DEMO_ORDERS_TOKEN"), "ERP orders");
  }

  @Test
  void aWrongPairIsRefusedAndNoted_andAnotherOneIsTurnedAway() {
    Reply refused = refused(demo.value("DEMO_NO_ROLE_KEY"), demo.value("DEMO_NO_ROLE_TOKEN"));
    String wrong = TokenFormat.generate(new Random(6)).reveal();

    Reply guess = demo.form(address(refused), form(demo.value("DEMO_NO_ROLE_KEY"), wrong));
    Reply other =
        demo.form(
            address(refused), form(demo.value("DEMO_ORDERS_KEY"), demo.value("DEMO_ORDERS_TOKEN")));

    assertThat(guess.status()).isEqualTo(401);
    assertThat(guess.text()).contains("The try was noted").doesNotContain("role_missing", wrong);
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.text()).doesNotContain("role_missing");
    assertThat(
            demo.as("DEMO_ADMIN", "GET", "/v1/accounts/demostore/refusals", null).json().encode())
        .contains("\"adapter\":\"why\"");
  }

  @Test
  void anIdThatNamesNoRefusalHasAPageToo() {
    assertThat(demo.asNobody("GET", "/why/cf-" + "0".repeat(26), null).status()).isEqualTo(404);
    assertThat(demo.asNobody("GET", "/why/%3Cscript%3E", null).text()).doesNotContain("<script>");
    assertThat(demo.asNobody("GET", "/why/style.css", null).status()).isEqualTo(200);
  }
}

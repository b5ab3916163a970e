package io.counterfoil.server.wire.vtex;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.log.RefusalId;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessRoutesTest {
  private static final String ACCESS = "/api/license-manager/resources/OMSViewer/access";
  private static final String ACCOUNTS = "/api/license-manager/pvt/accounts/";

  private final VtexWorld world = new VtexWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void whoHoldsAResourceHasAccess() throws Exception {
    assertThat(world.ask("GET", ACCESS, null, world.reader.headers()).status()).isEqualTo(200);
    var refused = world.ask("GET", ACCESS + "/", null, world.admin.headers());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).isEqualTo("{\"Message\":\"Unauthorized\"}");
    assertThat(recorded(refused)).isEqualTo(RefusalCode.RESOURCE_MISSING);
    assertThat(
            world
                .ask(
                    "GET", "/api/license-manager/resources/%20/access", null, world.admin.headers())
                .status())
        .isEqualTo(400);
  }

  private RefusalCode recorded(VtexWorld.Reply reply) {
    String id = Objects.requireNonNull(reply.header("X-Counterfoil-Refusal-Id"));
    var found = Objects.requireNonNull(world.parts.refusals().find(new RefusalId(id)));
    assertThat(found.adapter()).isEqualTo("vtex");
    return found.code();
  }

  @Test
  void nobodyIsAskedToPresentSomething() throws Exception {
    var refused = world.ask("GET", ACCESS, null, new String[0]);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).isEqualTo("{\"Message\":\"Unauthorized\"}");
    assertThat(refused.header("WWW-Authenticate")).contains("credentials_missing");
    assertThat(recorded(refused)).isEqualTo(RefusalCode.CREDENTIALS_MISSING);
  }

  @Test
  void whoAsksForAProblemGetsOne() throws Exception {
    String[] pair = world.noRole.headers();
    var refused =
        world.ask(
            "GET",
            ACCESS,
            null,
            pair[0],
            pair[1],
            pair[2],
            pair[3],
            "Accept",
            "application/problem+json, application/json");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json().getString("code")).isEqualTo("role_missing");
    assertThat(refused.json().getJsonObject("needed").getJsonArray("anyOf"))
        .containsExactly("OMSViewer");
  }

  @Test
  void anotherHoldersAccessCanBeAsked() throws Exception {
    String mayView =
        ACCOUNTS + "acme/products/66/logins/" + world.reader.id() + "/resources/%s/granted";
    assertThat(world.ask("GET", mayView.formatted("OMSViewer"), null).text()).isEqualTo("true");
    assertThat(world.ask("GET", mayView.formatted("Save_User"), null).text()).isEqualTo("false");
    assertThat(
            world
                .ask(
                    "GET",
                    ACCOUNTS
                        + "acme/products/66/logins/sponsor@acme.example/resources/Save_User/granted",
                    null)
                .text())
        .isEqualTo("true");
    String login = ACCOUNTS + "acme/logins/";
    assertThat(world.ask("GET", login + world.reader.name() + "/granted", null).text())
        .isEqualTo("true");
    assertThat(world.ask("GET", login + world.noRole.id() + "/granted", null).text())
        .isEqualTo("false");
    assertThat(world.ask("GET", login + "nobody/granted", null).text()).isEqualTo("false");
    assertThat(
            world
                .ask("GET", ACCOUNTS + "beta/logins/" + world.ofBeta.id() + "/granted", null)
                .status())
        .isEqualTo(403);
  }

  @Test
  void theAccountMayBeNamedInSeveralWaysThatAgree() throws Exception {
    assertThat(at("acme.vtexcommercestable.com.br", "")).contains(" 200 ");
    assertThat(at("acme.vtexcommercebeta.com.br", "?an=acme")).contains(" 200 ");
    assertThat(at("ACME.myvtex.com:443", "")).contains(" 200 ");
    assertThat(at(VtexWorld.HOST, "?an=acme")).contains(" 200 ");
    assertThat(at("api.vtexcommercestable.com.br", "?an=acme")).contains(" 200 ");
    assertThat(at("api.vtexcommercestable.com.br", "")).contains(" 200 ");
    assertThat(at("localhost", "?an=")).contains(" 200 ");
  }

  @Test
  void twoNamesThatDisagreeAreRefused() throws Exception {
    assertThat(at("beta.myvtex.com", "")).contains(" 403 ");
    assertThat(at("acme.myvtex.com", "?an=beta")).contains(" 403 ");
    assertThat(at("beta.myvtex.com", "?an=acme")).contains(" 403 ");
    assertThat(at(VtexWorld.HOST, "?an=beta")).contains(" 403 ");
    assertThat(at("localhost", "?an=acme&an=beta")).contains(" 403 ");
    assertThat(at("localhost", "?an=%FF/.")).contains(" 403 ");
    assertThat(at("localhost", "?an=%zz")).contains(" 400 ");
    String[] pair = world.reader.headers();
    var reply =
        world.ask(
            "GET",
            ACCESS + "?an=acme",
            null,
            pair[0],
            pair[1],
            pair[2],
            pair[3],
            "X-Counterfoil-Account",
            "beta");
    assertThat(reply.status()).isEqualTo(403);
  }

  private String at(String host, String query) throws Exception {
    return world.getAt(host, ACCESS + query, world.reader);
  }
}

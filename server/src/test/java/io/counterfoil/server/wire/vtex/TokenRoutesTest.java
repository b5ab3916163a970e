package io.counterfoil.server.wire.vtex;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.log.RefusalId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenRoutesTest {
  private static final String LOGIN = "/api/vtexid/apptoken/login";
  private static final String VALIDATE = "/api/vtexid/credential/validate";

  private final VtexWorld world = new VtexWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  private VtexWorld.Reply login(String key, String token) throws Exception {
    String body = new JsonObject().put("appkey", key).put("apptoken", token).encode();
    return world.ask("POST", LOGIN, body, new String[0]);
  }

  private VtexWorld.Reply validate(String token) throws Exception {
    return world.ask(
        "POST", VALIDATE + "/", new JsonObject().put("token", token).encode(), new String[0]);
  }

  @Test
  void aPairIsExchangedForATokenThatActsForItsKey() throws Exception {
    var reply = login(world.admin.name(), world.admin.token());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("authStatus")).isEqualTo("Success");
    assertThat(reply.json().getLong("expires"))
        .isBetween(
            Instant.now().getEpochSecond() + 86_000, Instant.now().getEpochSecond() + 86_401);
    String token = reply.json().getString("token");

    var valid = validate(token);
    assertThat(valid.status()).isEqualTo(200);
    assertThat(valid.json())
        .isEqualTo(
            new JsonObject()
                .put("authStatus", "Success")
                .put("id", world.admin.id())
                .put("user", world.admin.name())
                .put("account", "acme")
                .put("audience", "admin")
                .put("tokenType", "appkey"));
    assertThat(world.ask("GET", "/api/vlm/appkeys", null, "vtexidclientautcookie", token).status())
        .isEqualTo(200);
    assertThat(
            world
                .ask(
                    "GET",
                    "/api/vtexid/pub/authenticated/user?authToken=" + token,
                    null,
                    new String[0])
                .json()
                .getString("user"))
        .isEqualTo(world.admin.name());
  }

  @Test
  void aTokenDiesWithItsKey() throws Exception {
    String token = login(world.admin.name(), world.admin.token()).json().getString("token");
    world.execute(new KeyCommand.SetKeyActive(VtexWorld.ACME, world.admin.key().id(), false));

    var dead = validate(token);
    assertThat(dead.status()).isEqualTo(401);
    assertThat(dead.text()).isEqualTo("{\"authStatus\":\"WrongCredentials\"}");
    assertThat(world.ask("GET", "/api/vlm/appkeys", null, "VtexIdclientAutCookie", token).status())
        .isEqualTo(401);
    assertThat(login(world.admin.name(), world.admin.token()).status()).isEqualTo(401);
  }

  @Test
  void aWrongTokenAndAnUnknownKeyGetTheSameAnswer() throws Exception {
    var wrong = login(world.admin.name(), world.reader.token());
    var unknown = login("appkey-acme-NOBODY", world.reader.token());
    for (var reply : new VtexWorld.Reply[] {wrong, unknown}) {
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.text()).isEqualTo("{\"authStatus\":\"WrongCredentials\"}");
      assertThat(reply.header("WWW-Authenticate")).contains("error=\"pair_unknown\"");
    }
    assertThat(wrong.whole().headers().map().keySet())
        .isEqualTo(unknown.whole().headers().map().keySet());
  }

  @Test
  void aFailedExchangeIsRecorded() throws Exception {
    var wrong = login(world.admin.name(), world.reader.token());
    String id = Objects.requireNonNull(wrong.header("X-Counterfoil-Refusal-Id"));
    var record = Objects.requireNonNull(world.parts.refusals().find(new RefusalId(id)));
    assertThat(record.code()).isEqualTo(RefusalCode.PAIR_UNKNOWN);
    assertThat(record.adapter()).isEqualTo("vtex");
    assertThat(record.account()).isEqualTo(VtexWorld.ACME);
    assertThat(record.evidence()).isNotEmpty();
  }

  @Test
  void aKeyWithoutARoleIsStillWhoItIs() throws Exception {
    String token = login(world.noRole.name(), world.noRole.token()).json().getString("token");
    assertThat(validate(token).status()).isEqualTo(200);
    assertThat(world.ask("GET", "/api/vlm/appkeys", null, "VtexIdclientAutCookie", token).status())
        .isEqualTo(403);
  }

  @Test
  void aPersonsTokenIsValidatedAtTheAccountOfItsSignIn() throws Exception {
    var valid = validate(world.sponsorToken(VtexWorld.BETA));
    assertThat(valid.status()).isEqualTo(200);
    assertThat(valid.json().getString("account")).isEqualTo("beta");
    assertThat(valid.json().getString("tokenType")).isEqualTo("user");
  }

  @Test
  void whatIsNoTokenIsRefused() throws Exception {
    for (String token : new String[] {"", "x", "a.b.c"}) {
      assertThat(validate(token).status()).isEqualTo(401);
    }
    assertThat(world.ask("GET", "/api/vtexid/pub/authenticated/user", null, new String[0]).status())
        .isEqualTo(401);
    assertThat(world.ask("POST", LOGIN, "[]", new String[0]).status()).isEqualTo(400);
  }

  @Test
  void aPairOfAnotherAccountIsRefused() throws Exception {
    String body =
        new JsonObject()
            .put("appkey", world.admin.name())
            .put("apptoken", world.admin.token())
            .encode();
    var reply = world.ask("POST", LOGIN + "?an=beta", body, new String[0]);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text()).isEqualTo("{\"authStatus\":\"WrongCredentials\"}");
  }
}

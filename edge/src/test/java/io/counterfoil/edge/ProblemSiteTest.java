package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.explain.Wording;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProblemSiteTest {
  private EdgeWorld world;

  @BeforeAll
  void start() {
    world = EdgeWorld.start();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeHasAPageInEveryLanguage(RefusalCode code) throws IOException {
    for (Language language : Language.values()) {
      String address = "/problems/" + code.code() + "?lang=" + language.tag();
      var reply = Wire.ask(world.port(), "GET " + address);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(reply.header("Content-Language")).isEqualTo(language.tag());
      assertThat(reply.header("Content-Security-Policy"))
          .startsWith("default-src 'none'; style-src 'self'");
      assertThat(reply.body())
          .contains("<html lang=\"" + language.tag() + "\">")
          .contains("<code>" + code.code() + "</code>")
          .contains("HTTP " + code.status())
          .contains("<pre>")
          .doesNotContain("<script")
          .doesNotContain("style=")
          .doesNotContain("`");
    }
  }

  @Test
  void theIndexListsEveryCode() throws IOException {
    var reply = Wire.ask(world.port(), "GET /problems");

    assertThat(reply.status()).isEqualTo(200);
    for (RefusalCode code : RefusalCode.values()) {
      assertThat(reply.body()).contains("/problems/" + code.code() + "?lang=en");
    }
  }

  @Test
  void theBrowsersLanguageIsSpokenUnlessAnotherIsAskedFor() throws IOException {
    var spanish = Wire.ask(world.port(), "GET /problems/role_missing", "Accept-Language: es-MX");
    var asked =
        Wire.ask(world.port(), "GET /problems/role_missing?lang=pt", "Accept-Language: es-MX");

    assertThat(spanish.body())
        .contains(Wording.in(Language.SPANISH).title(RefusalCode.ROLE_MISSING));
    assertThat(asked.header("Content-Language")).isEqualTo("pt");
    assertThat(spanish.header("Vary")).isEqualTo("Accept-Language");
  }

  @Test
  void theStylesheetKnowsLightAndDark() throws IOException {
    var reply = Wire.ask(world.port(), "GET /problems/style.css");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/css");
    assertThat(reply.body()).contains("prefers-color-scheme: dark");
  }

  @Test
  void aNameThatIsNoCodeIsNotFound() throws IOException {
    assertThat(Wire.ask(world.port(), "GET /problems/no_such_code").status()).isEqualTo(404);
    assertThat(Wire.ask(world.port(), "GET /problems/ROLE_MISSING").status()).isEqualTo(404);
  }

  @Test
  void aPageIsOnlyRead() throws IOException {
    var reply = Wire.ask(world.port(), "DELETE /problems/role_missing");
    var head = Wire.ask(world.port(), "HEAD /problems/role_missing");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(head.status()).isEqualTo(200);
  }
}

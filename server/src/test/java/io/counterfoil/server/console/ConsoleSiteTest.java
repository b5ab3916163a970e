package io.counterfoil.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The console is served from the jar, under a policy that is always the same.
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before all tests
class ConsoleSiteTest {
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private RunningDemo demo;

  @BeforeAll
  void start(@TempDir Path directory) {
    demo = new RunningDemo(directory);
  }

  @AfterAll
  void stop() {
    demo.close();
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/keys",
        "/keys/some-key",
        "/keys?tab=external",
        "/refusals/cf-0",
        "/sign-in"
      })
  void everyAddressOfTheConsoleIsItsPage_whichIsNeverKept(String path) {
    var page = get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
    assertThat(page.body()).contains("<div id=\"root\">");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/keysmith", "/v1/nothing", "/api/nothing", "/index.html", "/routes.txt"})
  void anyOtherAddressIsNoPage(String path) {
    var answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void aFileWithAHashInItsNameIsKeptForEver() {
    var script = get(script());

    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(header(script, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(script, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/none-0.js",
        "/assets/..%2findex.html",
        "/assets/%2e%2e%2froutes.txt",
        "/assets/.hidden.js",
        "/assets/a.class",
        "/assets/%00.js"
      })
  void nothingElseIsAFileOfIt(String path) {
    assertThat(get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void thePolicyAllowsNothingInlineAndIsTheSameEverywhere() {
    for (var path : new String[] {"/", "/roles/16", script(), "/favicon.svg"}) {
      var answer = get(path);

      assertThat(header(answer, "Content-Security-Policy"))
          .isEqualTo(ConsoleSite.CONTENT_SECURITY_POLICY)
          .contains("default-src 'none'", "require-trusted-types-for 'script'")
          .doesNotContain("unsafe", "nonce", "http:", "https:", "*");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
      assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
    }
  }

  @Test
  void thePageHoldsNoInlineScriptOrStyle() {
    assertThat(get("/").body())
        .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*\\ssrc=)");
  }

  private String script() {
    var found = SCRIPT.matcher(get("/").body());
    assertThat(found.find()).as("the page names its script").isTrue();
    return found.group(1);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private HttpResponse<String> get(String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(demo.url() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

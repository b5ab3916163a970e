package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.person.Sessions;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The link that an empty deployment prints, and sessions over a restart.
class FirstRunTest {
  private final HttpClient client = HttpClient.newHttpClient();

  private static CounterfoilServer start(Path directory) {
    var data = new DataDirectory(directory, new SecureRandom());
    return CounterfoilServer.start(ServerConfig.loopback(directory), data);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> link(CounterfoilServer server, JsonObject body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(server.controlUrl() + "/v1/sessions/link"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  private int current(CounterfoilServer server, String cookie) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.controlUrl() + "/v1/sessions/current"))
            .header("Cookie", cookie))
        .statusCode();
  }

  @Test
  void theFirstAccountIsOpenedByTheLink_andItsSponsorStaysSignedInOverARestart(
      @TempDir Path directory) throws Exception {
    String cookie;
    try (CounterfoilServer server = start(directory)) {
      String url = server.signInLink(null, null);
      var code = new JsonObject().put("code", url.substring(url.indexOf('#') + 1));
      HttpResponse<String> asked = link(server, code);
      assertThat(asked.statusCode()).isEqualTo(409);
      assertThat(new JsonObject(asked.body()).getString("code")).isEqualTo("setup_needed");
      var setup =
          new JsonObject()
              .put("account", "acme")
              .put("email", "ana@acme.example")
              .put("name", "Ana")
              .put("password", "short");
      assertThat(link(server, code.copy().put("setup", setup)).statusCode()).isEqualTo(400);
      setup.put("password", "Correct-horse7");
      HttpResponse<String> opened = link(server, code.copy().put("setup", setup));
      assertThat(opened.statusCode()).isEqualTo(200);
      assertThat(opened.body()).contains("ana@acme.example", "\"sponsor\":true");
      assertThat(link(server, code.copy().put("setup", setup)).statusCode()).isEqualTo(410);
      String set = opened.headers().firstValue("set-cookie").orElseThrow();
      cookie = set.substring(0, set.indexOf(';'));
      assertThat(cookie).startsWith(Sessions.COOKIE + "=cfi_");
      String late = server.signInLink(null, null);
      var other = new JsonObject().put("code", late.substring(late.indexOf('#') + 1));
      setup.put("account", "second").put("email", "eve@acme.example");
      assertThat(link(server, other.put("setup", setup)).statusCode()).isEqualTo(410);
    }
    try (CounterfoilServer again = start(directory)) {
      assertThat(current(again, cookie)).isEqualTo(200);
      assertThat(current(again, cookie + "x")).isEqualTo(401);
    }
  }
}

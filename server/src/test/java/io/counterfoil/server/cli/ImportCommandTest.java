package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.cli.DemoCommands.Run;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil import`.
class ImportCommandTest {
  @TempDir static Path directory;
  @TempDir Path files;
  private static DemoCommands commands;

  @BeforeAll
  static void start() {
    commands = new DemoCommands(directory);
  }

  @AfterAll
  static void stop() {
    commands.close();
  }

  private static String line(String appKey, int i) {
    return "{\"appKey\":\"%s\",\"hash\":\"%064x\"}\n".formatted(appKey, i);
  }

  private Path ndjson(int lines, String prefix) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(line(prefix + i, i));
    }
    return Files.writeString(files.resolve("keys.ndjson"), text);
  }

  @Test
  void aFileOfManyRequestsIsCheckedAndThenImported_andAgainIsNoChange() throws IOException {
    String file = ndjson(12_000, "many-").toString();
    Run dry = commands.inAccount("import", "keys", file, "--dry-run");
    assertThat(dry.out())
        .isEqualToIgnoringNewLines("would import 12000 keys; 0 were there already");
    Run run = commands.inAccount("import", "keys", file);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("imported 12000 keys; 0 were there already");
    Run again = commands.inAccount("import", "keys", file, "--json");
    assertThat(new JsonObject(again.out()).getInteger("unchanged")).isEqualTo(12_000);
  }

  private static int verdict(HttpClient client) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + commands.demo().edgePort() + "/v1/authz/forward"))
            .header("X-Original-Method", "GET")
            .header("X-Original-URI", "/api/oms/pvt/orders/1")
            .header("X-VTEX-API-AppKey", commands.value("DEMO_ORDERS_KEY"))
            .header("X-VTEX-API-AppToken", commands.value("DEMO_ORDERS_TOKEN"))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void verdictsGoOnWhileKeysAreImported() throws Exception {
    String file = ndjson(11_000, "meanwhile-").toString();
    int verdicts = 0;
    try (var threads = Executors.newSingleThreadExecutor();
        HttpClient client = HttpClient.newHttpClient()) {
      Future<Run> importing = threads.submit(() -> commands.inAccount("import", "keys", file));
      do {
        assertThat(verdict(client)).isEqualTo(200);
        verdicts++;
      } while (!importing.isDone());
      assertThat(importing.get().out()).contains("imported 11000 keys");
    }
    assertThat(verdicts).isGreaterThan(1);
  }

  @Test
  void oneMistakeAnywhereAndNothingIsImported_andItsLineIsNamed() throws IOException {
    Path file = ndjson(6_000, "wrong-");
    Files.writeString(
        file, Files.readString(file) + line("wrong-7", 1) + "{\"appKey\":\"wrong-last\"}\n");
    Run run = commands.inAccount("import", "keys", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("line 6001: stands twice", "line 6002: hash: missing", "2 of 6002 lines");
    assertThat(commands.inAccount("key", "show", "wrong-1").exit()).isEqualTo(1);
  }

  @Test
  void commaSeparatedValuesAreImportedToo_andWhatCannotBeReadIsSaid() throws IOException {
    Path csv =
        Files.writeString(
            files.resolve("keys.csv"), "appKey,hash,label\ncsv-1,%064x,One\n".formatted(1));
    assertThat(commands.inAccount("import", "keys", csv.toString()).out()).contains("imported 1 ");
    assertThat(commands.inAccount("key", "show", "csv-1").out()).contains("One");
    assertThat(commands.inAccount("import", "keys", files.resolve("gone.csv").toString()).err())
        .contains("cannot be read");
    Path text = Files.writeString(files.resolve("keys.txt"), "x");
    assertThat(commands.inAccount("import", "keys", text.toString()).exit()).isEqualTo(2);
    assertThat(commands.run("import", "keys", csv.toString(), "--account", "none").err())
        .contains("account `none` does not exist");
    Run hmac = commands.inAccount("import", "keys", csv.toString(), "--hmac-key-file", "/none");
    assertThat(hmac.err()).contains("file `/none` cannot be read");
    assertThat(commands.inAccount("import").exit()).isEqualTo(2);
  }
}

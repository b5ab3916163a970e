package io.counterfoil.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.cli.DemoCommands.Run;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `counterfoil key`, `counterfoil link` and `counterfoil external`, from issue to deletion.
class KeyLifeCommandTest {
  @TempDir static Path directory;
  private static DemoCommands commands;

  @BeforeAll
  static void start() {
    commands = new DemoCommands(directory);
  }

  @AfterAll
  static void stop() {
    commands.close();
  }

  private static Run done(String... arguments) {
    Run run = commands.inAccount(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    return run;
  }

  private static String failed(String... arguments) {
    Run run = commands.inAccount(arguments);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith("counterfoil: ").doesNotContain("Exception");
    return run.err();
  }

  private static JsonObject json(String... arguments) {
    return new JsonObject(done(arguments).out());
  }

  @Test
  void aKeyIsIssuedByALink_thatOpensOnceFromStandardInput() {
    JsonObject made = json("key", "create", "by link", "--by-link", "--json");
    String name = made.getString("appKey");
    String url = made.getJsonObject("link").getString("url");
    assertThat(done("key", "create", "shown link", "--by-link").out()).contains("/links#cfl_");
    assertThat(done("link", "list", name).out()).contains("waiting");

    assertThat(opened(url).out()).contains(name, "cft_");
    Run again = opened(url);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("was opened before");
    assertThat(done("link", "list", name).out()).contains("opened", "127.0.0.1");
  }

  private static Run opened(String url) {
    return reading(url, "link", "open");
  }

  private static Run reading(String line, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)));
    try {
      return commands.run(arguments);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aKeyIsQuarantinedByNameOrByItsToken_andReleased() {
    JsonObject made = json("key", "create", "leaky", "--json");
    String name = made.getString("appKey");
    String token = made.getString("appToken");
    assertThat(done("key", "quarantine", name, "--reason", "seen in a chat").out())
        .contains("quarantined");
    assertThat(done("key", "list", "--quarantined").out()).contains(name);
    assertThat(failed("key", "activate", name)).contains("is quarantined; release it");
    assertThat(done("key", "release", name, "--reason", "a false alarm").out()).contains("active");
    assertThat(failed("key", "release", name, "--reason", "again")).contains("is not quarantined");

    String[] report = {"leak", "report", "--account", "demostore", "--url", "https://a.example/1"};
    Run reported = reading(token, report);
    assertThat(reported.out()).contains("token of key " + name + ", which is quarantined");
    assertThat(reading("something else", report).out()).contains("no key of this account");
    assertThat(reading("", report).err()).contains("no token on standard input");
    assertThat(done("leak", "list").out())
        .contains(name, "https://a.example/1", "by hand")
        .doesNotContain(token);
    assertThat(commands.run("account", "set", "demostore", "--on-leak", "alarm", "--json").out())
        .contains("\"onLeak\" : \"alarm\"");
  }

  @Test
  void aRenewalIsStartedWatchedUndoneAndFinished() {
    String name = json("key", "create", "renewed", "--json").getString("appKey");
    assertThat(done("key", "renew", name).out()).contains("cft_");
    assertThat(done("key", "renewal", name).out()).contains("old token used 0 times");
    assertThat(failed("key", "renew", name)).contains("finish that renewal or undo it");
    done("key", "undo-renewal", name);
    assertThat(done("key", "renewal", name).out()).contains("not being renewed");
    JsonObject link = json("key", "renew", name, "--by-link", "--json").getJsonObject("link");
    done("link", "cancel", link.getString("id"));
    done("key", "finish-renewal", name);
    done("key", "renew", name, "--delete-old", "now");
    assertThat(failed("key", "undo-renewal", name)).contains("is not being renewed");
  }

  @Test
  void aKeyIsEditedSearchedDeletedAndRestored() {
    String name = json("key", "create", "edited here", "--json").getString("appKey");
    JsonObject edited =
        json(
            "key",
            "edit",
            name,
            "--label",
            "edited twice",
            "--description",
            "nightly",
            "--metadata",
            "team=north",
            "--metadata",
            "tier=1",
            "--expires",
            "2099-01-01T00:00:00Z",
            "--address",
            "192.0.2.0/24",
            "--address",
            "2001:db8::/32",
            "--rate",
            "100/60",
            "--finish-after",
            "14",
            "--json");
    assertThat(edited.getJsonObject("metadata").fieldNames()).containsExactly("team", "tier");
    assertThat(edited.getJsonArray("addresses")).hasSize(2);
    assertThat(edited.getJsonObject("rateLimit").getInteger("requests")).isEqualTo(100);
    assertThat(edited.getInteger("finishAfterDays")).isEqualTo(14);
    JsonObject cleared =
        json(
            "key",
            "edit",
            name,
            "--expires",
            "never",
            "--address",
            "any",
            "--rate",
            "unlimited",
            "--json");
    assertThat(cleared.getString("expiresAt")).isNull();
    assertThat(cleared.getJsonArray("addresses")).isEmpty();
    assertThat(cleared.getJsonObject("rateLimit")).isNull();
    assertThat(failed("key", "edit", name, "--rate", "many")).contains("100/60");
    assertThat(failed("key", "edit", name)).contains("what else to change");

    assertThat(done("key", "list", "--search", "edited twice", "--sort", "-createdAt").out())
        .contains(name);
    done("key", "delete", name);
    assertThat(done("key", "list", "--deleted").out()).contains(name);
    assertThat(done("key", "restore", name).out()).contains("active");
    assertThat(done("key", "uses", name).out()).contains("account");
  }

  @Test
  void aKeyOfAnotherAccountIsAddedEditedAndRemoved() {
    Run made = commands.run("key", "list", "--account", "demomarket", "--json");
    String name =
        new JsonObject(made.out()).getJsonArray("items").getJsonObject(0).getString("appKey");
    done("external", "remove", name); // the demo added it
    assertThat(done("external", "add", name, "--role", "16").out()).contains("demomarket");
    assertThat(failed("external", "add", name)).contains("was added already");
    assertThat(done("external", "list").out()).contains(name, "OMS");
    assertThat(done("external", "set-roles", name, "17").out()).contains(name);
    assertThat(commands.run("key", "uses", name, "--account", "demomarket").out())
        .contains("demostore");
    done("external", "remove", name);
    assertThat(failed("external", "remove", name)).contains("was not added");
    assertThat(commands.inAccount("external").exit()).isEqualTo(2);
    assertThat(commands.inAccount("link").exit()).isEqualTo(2);
  }
}

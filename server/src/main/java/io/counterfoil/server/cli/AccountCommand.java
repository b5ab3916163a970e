package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil account`: accounts and their rules.
@Command(
    name = "account",
    mixinStandardHelpOptions = true,
    description = "Lists, opens and changes accounts.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AccountCommand implements Runnable {
  private static final String ACCOUNTS = "/v1/accounts";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "account: what? (expected: one of these)");
  }

  @Command(name = "list", description = "Lists every account; for the operator.")
  int list(@Mixin ControlOptions control) {
    return show(control, control.client().get(ACCOUNTS + "?limit=200"));
  }

  @Command(name = "show", description = "Shows an account.")
  int show(@Mixin ControlOptions control, @Parameters(paramLabel = "ACCOUNT") String account) {
    return show(control, control.client().get(ACCOUNTS + "/" + ControlClient.encoded(account)));
  }

  @Command(name = "create", description = "Opens an account with its Sponsor; for the operator.")
  int create(
      @Mixin ControlOptions control,
      @Parameters(paramLabel = "ACCOUNT") String account,
      @Option(names = "--sponsor", required = true, paramLabel = "EMAIL") String sponsor,
      @Option(names = "--sponsor-name", paramLabel = "NAME") @Nullable String name,
      @Mixin PasswordOptions password) {
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("email", sponsor);
    person.put("name", name == null ? sponsor : name);
    put(person, "password", password.read(spec));
    Map<String, Object> body = Map.of("account", account, "sponsor", person);
    return show(control, control.client().send("POST", ACCOUNTS, body));
  }

  @Command(name = "set", description = "Changes an account: one thing at a time.")
  int set(
      @Mixin ControlOptions control,
      @Parameters(paramLabel = "ACCOUNT") String account,
      @Mixin AccountChange change) {
    String path = ACCOUNTS + "/" + ControlClient.encoded(account);
    return show(control, control.client().send("PATCH", path, change.body()));
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private int show(ControlOptions control, JsonNode answer) {
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(answer.toPrettyString());
      return 0;
    }
    JsonNode items =
        answer.has("items")
            ? answer.get("items")
            : JsonNodeFactory.instance.arrayNode().add(answer);
    Tables.print(
        out, items, "account", "state", "keyCreation", "renewalPeriod", "sponsor", "hosts");
    return 0;
  }
}

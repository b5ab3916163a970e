package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
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

/// `counterfoil resource`: what roles grant.
@Command(
    name = "resource",
    mixinStandardHelpOptions = true,
    description = "Lists, adds and removes resources, and says who holds one.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ResourceCommand implements Runnable {
  private static final String RESOURCES = "/v1/catalogue/resources";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "resource: what? (expected: one of these)");
  }

  @Command(name = "list", description = "Lists the resources of the catalogue in force.")
  int list(
      @Mixin ControlOptions control,
      @Option(names = "--search", description = "Part of a key, name or product.")
          @Nullable String search,
      @Option(names = "--custom", description = "Only those that this deployment added.")
          boolean custom) {
    String query = search == null ? "" : "&search=" + ControlClient.encoded(search);
    JsonNode items = control.client().all(RESOURCES + "?custom=" + custom + query);
    return print(control, items, "key", "name", "product", "custom");
  }

  @Command(name = "add", description = "Adds a resource of this deployment's own; the operator's.")
  int add(
      @Mixin ControlOptions control,
      @Parameters(paramLabel = "KEY") String key,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--product", description = "Custom if unset.") @Nullable String product,
      @Option(names = "--category") @Nullable String category) {
    Map<String, Object> body = new LinkedHashMap<>(Map.of("key", key, "name", name));
    if (product != null) {
      body.put("product", product);
    }
    if (category != null) {
      body.put("category", category);
    }
    JsonNode added = control.client().send("POST", RESOURCES, body);
    spec.commandLine().getOut().println(control.json() ? added.toPrettyString() : "added " + key);
    return 0;
  }

  @Command(name = "remove", description = "Removes one of this deployment's own.")
  int remove(@Mixin ControlOptions control, @Parameters(paramLabel = "KEY") String key) {
    control.client().send("DELETE", RESOURCES + "/" + ControlClient.encoded(key), null);
    spec.commandLine().getOut().println(control.json() ? "{}" : "done");
    return 0;
  }

  @Command(name = "holders", description = "Lists who holds a resource, and through which roles.")
  int holders(
      @Mixin ControlOptions control,
      @Mixin Accounts accounts,
      @Parameters(paramLabel = "KEY") String key) {
    String path = accounts.path(spec) + "/resources/" + ControlClient.encoded(key) + "/holders";
    return print(
        control, control.client().all(path), "kind", "appKey", "email", "sponsor", "through");
  }

  private int print(ControlOptions control, JsonNode items, String... fields) {
    PrintWriter out = spec.commandLine().getOut();
    if (control.json()) {
      out.println(items.toPrettyString());
    } else {
      Tables.print(out, items, fields);
    }
    return 0;
  }
}

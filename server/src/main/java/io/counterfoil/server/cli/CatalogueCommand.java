package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.Role;
import io.counterfoil.server.catalogue.CatalogueException;
import io.counterfoil.server.catalogue.CatalogueFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil catalogue`: which operation needs which resource.
@Command(
    name = "catalogue",
    mixinStandardHelpOptions = true,
    description = "Checks, shows, compares and imports catalogues (YAML, or OpenAPI 3.0 and 3.1).")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class CatalogueCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "catalogue: what? (expected: one of these)");
  }

  @Command(name = "check", description = "Reads catalogues and lists every mistake.")
  int check(
      @Parameters(paramLabel = "FILE", arity = "0..*", description = "The bundled one if unset.")
          @Nullable List<Path> files,
      @Option(names = "--json", description = "Print JSON.") boolean json) {
    if (files == null || files.isEmpty()) {
      print(summary(CatalogueFile.bundled()), json);
      return 0;
    }
    files.forEach(file -> print(summary(read(file)), json));
    return 0;
  }

  @Command(name = "show", description = "Shows what a call means, needs and who has it.")
  int show(
      @Parameters(paramLabel = "METHOD", arity = "0..1") @Nullable String method,
      @Parameters(paramLabel = "PATH", arity = "0..1") @Nullable String path,
      @Option(names = "--file", description = "The bundled one if unset.") @Nullable Path file,
      @Option(names = "--json", description = "Print JSON.") boolean json) {
    Catalogue catalogue = file == null ? CatalogueFile.bundled() : read(file);
    if (method == null || path == null) {
      print(summary(catalogue), json);
      return 0;
    }
    Operation found =
        switch (RequestPath.read(path)) {
          case RequestPath.Canonical canonical -> catalogue.find(method, canonical);
          case RequestPath.Ambiguous(var what) ->
              throw new FailedException(
                  "path has " + what + " (expected: one that all read alike)");
        };
    if (found == null) {
      throw new FailedException(
          "`" + method + " " + path + "` is no operation of the catalogue; it would be refused");
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("operation", found.toString());
    shown.put("name", found.name());
    shown.put("needs", found.requirement().keys().stream().map(Object::toString).toList());
    shown.put(
        "roles",
        catalogue.roles().stream()
            .filter(role -> role.meets(found.requirement()))
            .map(Role::name)
            .toList());
    print(shown, json);
    return 0;
  }

  @Command(name = "diff", description = "Lists what differs between two catalogues.")
  int diff(
      @Parameters(paramLabel = "OLD") Path old,
      @Parameters(paramLabel = "NEW") Path fresh,
      @Option(names = "--json", description = "Print JSON.") boolean json) {
    Map<String, Object> shown = new LinkedHashMap<>();
    Set<String> before = lines(read(old));
    Set<String> after = lines(read(fresh));
    shown.put("removed", before.stream().filter(line -> !after.contains(line)).toList());
    shown.put("added", after.stream().filter(line -> !before.contains(line)).toList());
    print(shown, json);
    return 0;
  }

  @Command(name = "import", description = "Replaces the server's catalogue; for the operator.")
  int importFile(@Mixin ControlOptions control, @Parameters(paramLabel = "FILE") Path file) {
    read(file);
    try {
      String text = Files.readString(file);
      JsonNode answer = control.client().send("PUT", "/v1/catalogue", text, "yaml");
      spec.commandLine().getOut().println(answer.toPrettyString());
      return 0;
    } catch (IOException e) {
      throw new FailedException("file `" + file + "` cannot be read");
    }
  }

  private static Catalogue read(Path file) {
    try {
      return CatalogueFile.read(file);
    } catch (CatalogueException e) {
      throw new FailedException(String.valueOf(e.getMessage()));
    }
  }

  private static Set<String> lines(Catalogue catalogue) {
    Set<String> lines = new TreeSet<>();
    catalogue.resources().forEach(resource -> lines.add("resource " + resource.key()));
    catalogue.roles().forEach(role -> lines.add("role " + role.name() + ": " + sorted(role)));
    catalogue
        .operations()
        .forEach(operation -> lines.add(operation + ": " + operation.requirement()));
    return lines;
  }

  private static String sorted(Role role) {
    return role.resources().stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Object> summary(Catalogue catalogue) {
    long storefront = catalogue.resources().stream().filter(Resource::storefront).count();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("catalogue", catalogue.toString());
    shown.put("errors", 0);
    shown.put("licenseManagerResources", catalogue.resources().size() - storefront);
    shown.put("storefrontResources", storefront);
    shown.put("roles", catalogue.roles().size());
    shown.put("operations", catalogue.operations().size());
    return shown;
  }

  private void print(Map<String, Object> shown, boolean json) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().valueToTree(shown).toPrettyString());
      return;
    }
    shown.forEach((name, value) -> {
      if (value instanceof List<?> items) {
        out.println(name + ":" + (items.isEmpty() ? " none" : ""));
        items.forEach(item -> out.println("  " + item));
      } else {
        out.println(name + ": " + value);
      }
    });
  }
}

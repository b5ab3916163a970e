package io.counterfoil.server.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.catalogue.CatalogueText.OperationText;
import io.counterfoil.server.catalogue.CatalogueText.ResourceText;
import io.counterfoil.server.catalogue.CatalogueText.RoleText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/// Reads catalogues from YAML (or JSON, which is YAML) and from OpenAPI documents, and checks them
/// as a whole.
public final class CatalogueFile {
  /// The longest file, in bytes.
  public static final int LONGEST = 16 * 1024 * 1024;

  private static final String BUNDLED = "vtex.yaml";
  private static final String STOREFRONT = "storefront";
  private static final String EVERY_RESOURCE = "*";

  private CatalogueFile() {}

  /// The catalogue that comes with the server: VTEX's.
  public static Catalogue bundled() {
    try (InputStream in = CatalogueFile.class.getResourceAsStream(BUNDLED)) {
      if (in == null) {
        throw new CatalogueException(BUNDLED + ": not in the jar (expected: a whole build)");
      }
      return parse(BUNDLED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CatalogueException(BUNDLED + ": cannot be read from the jar", e);
    }
  }

  /// The catalogue in the file.
  ///
  /// @throws CatalogueException that lists what is wrong with it
  public static Catalogue read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new CatalogueException(file + ": longer than 16 MiB (expected: at most that)");
      }
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new CatalogueException(
          file + ": cannot be read as text (expected: a file in UTF-8); check its name", e);
    }
  }

  /// The catalogue in the text.
  ///
  /// @param name what to call the text in messages
  /// @throws CatalogueException that lists what is wrong with it
  public static Catalogue parse(String name, String text) {
    return parse(name, text, List.of());
  }

  /// The catalogue in the text, which may also name resources that are not its own.
  ///
  /// @param custom the resources that a deployment added
  public static Catalogue parse(String name, String text, List<Resource> custom) {
    if (OpenApiCatalogue.isOpenApi(text)) {
      return OpenApiCatalogue.parse(name, text, custom);
    }
    CatalogueText written = written(name, text);
    List<String> mistakes = new ArrayList<>();
    List<Resource> resources = new ArrayList<>();
    for (ResourceText resource : orEmpty(written.resources())) {
      collect(
          name, "resource `" + resource.key() + "`", mistakes, () -> resources.add(made(resource)));
    }
    Set<ResourceKey> all = new HashSet<>();
    resources.forEach(resource -> all.add(resource.key()));
    List<Role> roles = new ArrayList<>();
    for (RoleText role : orEmpty(written.roles())) {
      collect(name, "role `" + role.name() + "`", mistakes, () -> roles.add(made(role, all)));
    }
    List<Operation> operations = new ArrayList<>();
    for (OperationText operation : orEmpty(written.operations())) {
      collect(
          name,
          "`" + operation.method() + " " + operation.path() + "`",
          mistakes,
          () -> operations.add(Operations.made(operation)));
    }
    custom.stream().filter(each -> !all.contains(each.key())).forEach(resources::add);
    return checked(
        name,
        mistakes,
        () -> new Catalogue(written.catalogue(), written.version(), resources, roles, operations));
  }

  static Catalogue checked(
      String name, List<String> mistakes, java.util.function.Supplier<Catalogue> make) {
    Catalogue made = null;
    try {
      made = make.get();
    } catch (IllegalArgumentException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> mistakes.add(name + ": " + line));
    }
    if (made == null || !mistakes.isEmpty()) {
      throw new CatalogueException(String.join("\n", mistakes));
    }
    return made;
  }

  private static CatalogueText written(String name, String text) {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(LONGEST);
    limits.setMaxAliasesForCollections(0);
    limits.setAllowDuplicateKeys(false);
    ObjectMapper mapper =
        new YAMLMapper(YAMLFactory.builder().loaderOptions(limits).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    try {
      return mapper.readValue(text, CatalogueText.class);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? name : name + ":" + e.getLocation().getLineNr();
      String path = e instanceof JsonMappingException mapping ? mapping.getPathReference() : "";
      String at = path.contains("[\"") ? " at " + path.replaceAll("[\\w.$]+\\[", "[") : "";
      throw new CatalogueException(
          where
              + ": "
              + String.valueOf(e.getOriginalMessage())
                  .lines()
                  .findFirst()
                  .orElse("")
                  .replaceAll(" \\(class .*", "")
              + at
              + " (expected: the format of docs/reference/catalogue.md)",
          e);
    }
  }

  private static void collect(String name, String what, List<String> mistakes, Runnable making) {
    try {
      making.run();
    } catch (IllegalArgumentException e) {
      mistakes.add(name + ": " + what + ": " + e.getMessage());
    }
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static Resource made(ResourceText text) {
    String scope = text.scope();
    if (scope != null && !scope.equals(STOREFRONT)) {
      throw new IllegalArgumentException("scope: (expected: storefront, or none)");
    }
    return new Resource(
        new ResourceKey(text.key()),
        text.name(),
        text.product(),
        text.category() == null ? "" : text.category(),
        text.number(),
        text.productNumber(),
        text.internal(),
        scope != null);
  }

  private static Role made(RoleText text, Set<ResourceKey> all) {
    Set<ResourceKey> keys = new HashSet<>();
    for (String key : text.resources()) {
      if (key.equals(EVERY_RESOURCE)) {
        keys.addAll(all);
      } else {
        keys.add(new ResourceKey(key));
      }
    }
    if (text.id() < 1 || text.id() >= RoleId.FIRST_CUSTOM) {
      throw new IllegalArgumentException("id: " + text.id() + " (expected: 1 to 9999)");
    }
    return new Role(new RoleId(text.id()), null, text.name(), keys);
  }
}

package io.counterfoil.core.registry;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.store.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Plans what commands do to the catalogue: this deployment's own resources, and imports, which
/// keep them.
final class ResourcePlans {
  private final Directory directory;

  ResourcePlans(Directory directory) {
    this.directory = directory;
  }

  Plan add(Resource resource) {
    Catalogue catalogue = directory.catalogue();
    if (catalogue.resource(resource.key()) != null) {
      throw new Rejection(
          Problem.Code.RESOURCE_EXISTS,
          "resource `" + resource.key() + "` exists already (expected: a key of its own)");
    }
    return new Plan(
        List.of(new Change.CataloguePut(catalogue.with(List.of(resource)))),
        "resource.added",
        "resource:" + resource.key(),
        Map.of(),
        fields(resource),
        new Result.OfResource(resource));
  }

  Plan remove(ResourceKey key) {
    Catalogue catalogue = directory.catalogue();
    Resource resource = catalogue.resource(key);
    if (resource == null) {
      throw new Rejection(
          Problem.Code.RESOURCE_NOT_FOUND,
          "resource `" + key + "` is not in the catalogue; letter case counts");
    }
    if (!resource.custom()) {
      throw new Rejection(
          Problem.Code.RESOURCE_NOT_CUSTOM,
          "resource `" + key + "` is the catalogue's own (expected: one that was added here)");
    }
    List<String> users = users(catalogue, key);
    if (!users.isEmpty()) {
      throw AccessPlans.inUse(
          Problem.Code.RESOURCE_IN_USE,
          "resource `" + key + "` is named by ",
          users,
          "take it out there first");
    }
    return new Plan(
        List.of(new Change.CataloguePut(catalogue.without(key))),
        "resource.removed",
        "resource:" + key,
        fields(resource),
        Map.of(),
        new Result.Done());
  }

  /// The roles of every account, and the operations, that name the resource.
  private List<String> users(Catalogue catalogue, ResourceKey key) {
    List<String> users = new ArrayList<>();
    catalogue.operations().stream()
        .filter(operation -> operation.requirement().keys().contains(key))
        .forEach(operation -> users.add("operation:" + operation));
    catalogue.roles().stream()
        .filter(role -> role.resources().contains(key))
        .forEach(role -> users.add(name(role)));
    for (Account account : directory.accounts()) {
      directory.custom(account.name()).stream()
          .filter(role -> role.resources().contains(key))
          .forEach(role -> users.add(name(role) + " of account:" + account.name()));
    }
    return users;
  }

  private static String name(Role role) {
    return "role:" + role.id() + " (" + role.name() + ")";
  }

  Plan importing(Catalogue catalogue) {
    Catalogue next = catalogue.with(directory.catalogue().customResources());
    return new Plan(
        List.of(new Change.CataloguePut(next)),
        "catalogue.imported",
        "catalogue:" + next.name(),
        Map.of("catalogue", directory.catalogue().toString()),
        Map.of("catalogue", next.toString()),
        new Result.Done());
  }

  private static Map<String, String> fields(Resource resource) {
    return Map.of(
        "name", resource.name(), "product", resource.product(), "category", resource.category());
  }
}

package io.counterfoil.core.role;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which operations there are, which resources each needs, and which roles everybody has. Checked
/// as a whole when it is made; never changed afterwards.
public final class Catalogue {
  /// A catalogue of no operation: every call is unknown.
  public static final Catalogue EMPTY =
      new Catalogue("empty", "0", List.of(), List.of(), List.of());

  private final String name;
  private final String version;
  private final Map<ResourceKey, Resource> resources = new LinkedHashMap<>();
  private final Map<RoleId, Role> roles = new LinkedHashMap<>();
  private final List<Operation> operations;
  private final ResourceNumbers numbers;
  private final PathTrie<CataloguedOperation> trie;

  /// The resources of [Administration] are added where they are missing.
  ///
  /// @param version orders the imports of one catalogue for people; any text
  /// @param roles the predefined roles
  /// @throws IllegalArgumentException that lists every mistake: a key used twice, an unknown key,
  ///   two operations that mean the same calls
  public Catalogue(
      String name,
      String version,
      Collection<Resource> resources,
      Collection<Role> roles,
      Collection<Operation> operations) {
    this.name = name;
    this.version = version;
    this.operations = List.copyOf(operations);
    List<String> mistakes = new ArrayList<>();
    for (Resource resource : resources) {
      if (this.resources.putIfAbsent(resource.key(), resource) != null) {
        mistakes.add("resource `" + resource.key() + "` stands twice (expected: once)");
      }
    }
    Administration.resources().forEach(own -> this.resources.putIfAbsent(own.key(), own));
    for (Role role : roles) {
      if (this.roles.putIfAbsent(role.id(), role) != null) {
        mistakes.add("role id `" + role.id() + "` stands twice (expected: once)");
      }
      mistakes.addAll(unknown("role `" + role.name() + "`", role.resources()));
    }
    for (Operation operation : operations) {
      mistakes.addAll(unknown("`" + operation + "`", operation.requirement().keys()));
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", mistakes));
    }
    numbers = new ResourceNumbers(this.resources.keySet());
    trie = new PathTrie<>(CataloguedOperation::operation);
    for (Operation operation : this.operations) {
      trie.add(new CataloguedOperation(operation, new Need(operation.requirement(), numbers)));
    }
  }

  private List<String> unknown(String where, Collection<ResourceKey> keys) {
    return new TreeSet<>(keys)
        .stream()
            .filter(key -> !resources.containsKey(key))
            .map(key -> where + " names the resource `" + key + "`, which the catalogue lacks")
            .toList();
  }

  /// What it is called.
  public String name() {
    return name;
  }

  /// Which edition of it this is.
  public String version() {
    return version;
  }

  /// Every resource, in the order given.
  public Collection<Resource> resources() {
    return List.copyOf(resources.values());
  }

  /// The resource; null where there is none of that key.
  public @Nullable Resource resource(ResourceKey key) {
    return resources.get(key);
  }

  /// The resources that this deployment added.
  public List<Resource> customResources() {
    return resources.values().stream().filter(Resource::custom).toList();
  }

  /// The same catalogue with these resources too, where it has none of their keys.
  public Catalogue with(Collection<Resource> more) {
    List<Resource> all = new ArrayList<>(resources.values());
    more.stream().filter(resource -> !resources.containsKey(resource.key())).forEach(all::add);
    return all.size() == resources.size()
        ? this
        : new Catalogue(name, version, all, roles.values(), operations);
  }

  /// The same catalogue without the resource.
  ///
  /// @throws IllegalArgumentException if a role or an operation of it names the resource
  public Catalogue without(ResourceKey gone) {
    List<Resource> rest =
        resources.values().stream().filter(resource -> !resource.key().equals(gone)).toList();
    return new Catalogue(name, version, rest, roles.values(), operations);
  }

  /// Every key of a resource.
  public Set<ResourceKey> resourceKeys() {
    return Set.copyOf(resources.keySet());
  }

  /// Every predefined role, in the order given.
  public Collection<Role> roles() {
    return List.copyOf(roles.values());
  }

  /// The predefined role; null where there is none of that number.
  public @Nullable Role role(RoleId id) {
    return roles.get(id);
  }

  /// The numbers of the resources, for sets of roles that are compared with what operations need.
  public ResourceNumbers numbers() {
    return numbers;
  }

  /// Every operation, in the order given.
  public List<Operation> operations() {
    return operations;
  }

  /// The operation that a call means; null where none is known. `HEAD` means what `GET` means
  /// unless the catalogue says otherwise (RFC 9110, 9.3.2).
  public @Nullable Operation find(String method, RequestPath.Canonical path) {
    CataloguedOperation found = catalogued(method, path);
    return found == null ? null : found.operation();
  }

  /// The same with what it needs as bits.
  public @Nullable CataloguedOperation catalogued(String method, RequestPath.Canonical path) {
    CataloguedOperation found = trie.find(method, path.value());
    return found == null && method.equals("HEAD") ? trie.find("GET", path.value()) : found;
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}

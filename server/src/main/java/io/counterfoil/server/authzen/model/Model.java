package io.counterfoil.server.authzen.model;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.server.authzen.model.Entities.Action;
import io.counterfoil.server.authzen.model.Entities.Entity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an account's enforcement points call things: other names of its keys and people, resources
/// of types of their own, and what is needed to do something to them.
public record Model(List<Known> subjects, List<Known> resources, List<Rule> rules) {
  /// A subject that is a key, by its appKey.
  public static final String API_KEY = "api_key";

  /// A subject that is a person, by e-mail address.
  public static final String USER = "user";

  /// A resource that is a call: its path or template; the action is its method.
  public static final String ROUTE = "route";

  /// A resource of License Manager, by its key.
  public static final String RESOURCE = "license_manager_resource";

  /// No types but the built-in ones.
  public static final Model EMPTY = new Model(List.of(), List.of(), List.of());

  public Model {
    subjects = List.copyOf(subjects);
    resources = List.copyOf(resources);
    rules = List.copyOf(rules);
  }

  /// A subject or resource that is known by name, and what is known of it.
  ///
  /// @param key the key that a subject stands for; null for none
  /// @param user the person that a subject stands for; null for none
  public record Known(
      String type,
      String id,
      @Nullable AppKey key,
      @Nullable Email user,
      Map<String, Object> properties) {
    boolean is(Entity entity) {
      return type.equals(entity.type()) && id.equals(entity.id());
    }
  }

  /// What is needed to do something to a resource of a type.
  ///
  /// @param needs any one of these will do
  /// @param when each property, such as `subject.role`, with the value that it has to have
  /// @param unless each property with the value that it must not have
  public record Rule(
      String type,
      List<String> actions,
      List<ResourceKey> needs,
      Map<String, Object> when,
      Map<String, Object> unless) {

    boolean isAbout(String asked, String action) {
      return type.equals(asked) && actions.contains(action);
    }

    boolean holds(Map<String, Object> properties) {
      return when.entrySet().stream()
              .allMatch(each -> each.getValue().equals(properties.get(each.getKey())))
          && unless.entrySet().stream()
              .noneMatch(each -> each.getValue().equals(properties.get(each.getKey())));
    }

    /// The same as a requirement.
    public Requirement requirement() {
      return Requirement.anyOf(needs);
    }
  }

  /// The subject of that name; null where it is not known here.
  public @Nullable Known subject(Entity entity) {
    return subjects.stream().filter(known -> known.is(entity)).findAny().orElse(null);
  }

  /// The rules that would decide. What a question says of a thing counts more than what is known of
  /// it: whoever asks is nearer to it.
  public List<Rule> rules(Entity subject, Action action, Entity resource) {
    Map<String, Object> properties = new HashMap<>();
    subjects.stream()
        .filter(known -> known.is(subject))
        .forEach(known -> put(properties, "subject.", known.properties()));
    resources.stream()
        .filter(known -> known.is(resource))
        .forEach(known -> put(properties, "resource.", known.properties()));
    put(properties, "subject.", subject.properties());
    put(properties, "resource.", resource.properties());
    put(properties, "action.", action.properties());
    return rules.stream()
        .filter(rule -> rule.isAbout(resource.type(), action.name()) && rule.holds(properties))
        .toList();
  }

  private static void put(Map<String, Object> into, String prefix, Map<String, Object> properties) {
    properties.forEach((name, value) -> into.put(prefix + name, value));
  }

  static boolean isBuiltIn(String resourceType) {
    return resourceType.equals(ROUTE) || resourceType.equals(RESOURCE);
  }

  /// The actions that some rule is about, for a type.
  public List<String> actions(String type) {
    return rules.stream()
        .filter(rule -> rule.type().equals(type))
        .flatMap(rule -> rule.actions().stream())
        .distinct()
        .sorted()
        .toList();
  }
}

package io.counterfoil.server.authzen.model;

import io.counterfoil.core.account.Quoted;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a question of AuthZEN names: who wants to do what to what. Members that nobody knows are
/// ignored, as the standard asks; known ones have to be of their type.
///
/// @param context further facts: `ip` is where the subject's request came from
public record Entities(Entity subject, Action action, Entity resource, JsonObject context) {

  /// A subject or a resource.
  ///
  /// @param id empty where it is searched for
  public record Entity(String type, String id, Map<String, Object> properties) {
    /// The same of that id.
    public Entity identified(String newId) {
      return new Entity(type, newId, properties);
    }
  }

  /// What is to be done; without a name where it is searched for.
  public record Action(String name, Map<String, Object> properties) {
    /// The same of that name.
    public Action named(String newName) {
      return new Action(newName, properties);
    }
  }

  /// Which of the three is searched for.
  public enum Sought {
    /// None: a yes or a no is asked for.
    NOTHING,
    SUBJECT,
    RESOURCE,
    ACTION
  }

  /// Reads them.
  ///
  /// @throws IllegalArgumentException if something is missing or of another type
  public static Entities read(JsonObject body, Sought sought) {
    return new Entities(
        entity(body, "subject", sought == Sought.SUBJECT),
        sought == Sought.ACTION ? new Action("", Map.of()) : action(body),
        entity(body, "resource", sought == Sought.RESOURCE),
        object(body, "context", new JsonObject()));
  }

  /// The same of others, in the same context.
  public Entities with(Entity newSubject, Action newAction, Entity newResource) {
    return new Entities(newSubject, newAction, newResource, context);
  }

  private static Entity entity(JsonObject body, String name, boolean isSought) {
    JsonObject entity = object(body, name, null);
    return new Entity(
        text(entity, name, "type"),
        isSought ? "" : text(entity, name, "id"),
        properties(entity, name));
  }

  private static Action action(JsonObject body) {
    JsonObject action = object(body, "action", null);
    return new Action(text(action, "action", "name"), properties(action, "action"));
  }

  /// A member that is an object.
  ///
  /// @param usual what stands for an absent one; null where there has to be one
  public static JsonObject object(JsonObject body, String name, @Nullable JsonObject usual) {
    Object value = body.getValue(name);
    if (value instanceof JsonObject object) {
      return object;
    }
    if (value == null && usual != null) {
      return usual;
    }
    throw new IllegalArgumentException(
        name + ": " + (value == null ? "missing" : "of another type") + " (expected: an object)");
  }

  private static String text(JsonObject entity, String of, String name) {
    if (entity.getValue(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException(of + "." + name + ": missing or no text (expected: a text)");
  }

  private static Map<String, Object> properties(JsonObject entity, String of) {
    Map<String, Object> properties = new HashMap<>();
    for (var each : object(entity, "properties", new JsonObject())) {
      Object value = each.getValue();
      if (each.getKey().length() > 200) {
        throw new IllegalArgumentException(
            of + ".properties: `" + Quoted.text(each.getKey()) + "` is too long a name");
      }
      if (value != null && !(value instanceof JsonObject) && !(value instanceof JsonArray)) {
        properties.put(each.getKey(), value);
      }
    }
    return properties;
  }
}

package io.counterfoil.server.authzen;

import io.counterfoil.core.account.User;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.authzen.model.Entities;
import io.counterfoil.server.authzen.model.Entities.Sought;
import io.counterfoil.server.authzen.model.Model;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the subjects, resources or actions of which a question would be answered with a yes: each
/// candidate is asked about, as an enforcement point would.
///
/// A page ends when it is full or when enough candidates were asked about, so that an answer takes
/// no longer the more keys there are.
record Search(Decider decider, Entities asked, Sought sought) {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;
  private static final int MOST_ASKED = 10_000;

  /// A page of the results.
  ///
  /// @throws IllegalArgumentException if the page asked for is none
  JsonObject page(JsonObject page) {
    int limit = limit(page);
    List<JsonObject> candidates = candidates();
    int at = from(page);
    int end = Math.min(candidates.size(), at + MOST_ASKED);
    JsonArray results = new JsonArray();
    while (at < end && results.size() < limit) {
      JsonObject candidate = candidates.get(at++);
      if (decider.isAllowed(with(candidate))) {
        results.add(candidate);
      }
    }
    String next = at < candidates.size() ? token(at) : "";
    return new JsonObject()
        .put("page", new JsonObject().put("next_token", next).put("count", results.size()))
        .put("results", results);
  }

  private static int limit(JsonObject page) {
    Object limit = page.getValue("limit");
    if (limit == null) {
      return USUAL;
    }
    if (!(limit instanceof Integer number) || number < 0) {
      throw new IllegalArgumentException("page.limit: (expected: a whole number, 0 or more)");
    }
    return number == 0 ? USUAL : Math.min(number, MOST);
  }

  private int from(JsonObject page) {
    Object token = page.getValue("token");
    if (token == null || token.equals("")) {
      return 0;
    }
    if (token instanceof String text) {
      try {
        String decoded =
            new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
        int colon = decoded.indexOf(':');
        if (colon > 0 && decoded.substring(colon + 1).equals(question())) {
          return Integer.parseUnsignedInt(decoded.substring(0, colon));
        }
      } catch (IllegalArgumentException e) {
        // said below, as for the token of another question
      }
    }
    throw new IllegalArgumentException(
        "page.token: (expected: `next_token` of the page before, of the same question)");
  }

  private String token(int at) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at + ":" + question()).getBytes(StandardCharsets.ISO_8859_1));
  }

  private String question() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((sought + asked.toString()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  private Entities with(JsonObject candidate) {
    return switch (sought) {
      case SUBJECT ->
          asked.with(
              asked.subject().identified(candidate.getString("id")),
              asked.action(),
              asked.resource());
      case RESOURCE ->
          asked.with(
              asked.subject(),
              asked.action(),
              asked.resource().identified(candidate.getString("id")));
      case ACTION ->
          asked.with(
              asked.subject(), asked.action().named(candidate.getString("name")), asked.resource());
      case NOTHING -> asked;
    };
  }

  private List<JsonObject> candidates() {
    return switch (sought) {
      case SUBJECT -> entities(asked.subject().type(), subjects(asked.subject().type()));
      case RESOURCE -> entities(asked.resource().type(), resources(asked.resource().type()));
      case ACTION -> actions().stream().map(name -> new JsonObject().put("name", name)).toList();
      case NOTHING -> List.of();
    };
  }

  private static List<JsonObject> entities(String type, List<String> ids) {
    return ids.stream().map(id -> new JsonObject().put("type", type).put("id", id)).toList();
  }

  private List<String> subjects(String type) {
    List<String> ids = new ArrayList<>();
    Directory directory = decider.parts().directory();
    for (Grant grant : directory.grants(decider.account())) {
      String id = id(directory, grant.holder(), type);
      if (id != null) {
        ids.add(id);
      }
    }
    decider.model().subjects().stream()
        .filter(known -> known.type().equals(type))
        .forEach(known -> ids.add(known.id()));
    return ids.stream().distinct().sorted().toList();
  }

  private static @Nullable String id(Directory directory, Holder holder, String type) {
    return switch (holder) {
      case Holder.OfKey(var id) -> {
        ApiKey key = type.equals(Model.API_KEY) ? directory.key(id) : null;
        yield key == null ? null : key.appKey().value();
      }
      case Holder.OfUser(var id) -> {
        User user = type.equals(Model.USER) ? directory.user(id) : null;
        yield user == null ? null : user.email().value();
      }
    };
  }

  private List<String> resources(String type) {
    var catalogue = decider.parts().directory().catalogue();
    return switch (type) {
      case Model.ROUTE ->
          catalogue.operations().stream()
              .filter(operation -> operation.method().equals(asked.action().name()))
              .map(operation -> operation.template().value())
              .sorted()
              .toList();
      case Model.RESOURCE ->
          catalogue.resourceKeys().stream().map(key -> key.value()).sorted().toList();
      default ->
          decider.model().resources().stream()
              .filter(known -> known.type().equals(type))
              .map(Model.Known::id)
              .sorted()
              .toList();
    };
  }

  private List<String> actions() {
    String type = asked.resource().type();
    return switch (type) {
      case Model.ROUTE -> {
        TreeSet<String> methods = new TreeSet<>();
        decider.parts().directory().catalogue().operations().stream()
            .map(Operation::method)
            .forEach(methods::add);
        yield List.copyOf(methods);
      }
      case Model.RESOURCE -> List.of(Decider.USE);
      default -> decider.model().actions(type);
    };
  }
}

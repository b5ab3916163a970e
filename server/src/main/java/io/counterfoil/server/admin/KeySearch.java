package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.account.RenewalPeriod;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.RenewalDue;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A search among an account's keys, a page at a time.
///
/// A page begins behind the last key of the page before, by what that key was sorted by and its id,
/// not by a count: keys that come and go between two pages neither repeat nor hide others.
final class KeySearch {
  private static final Set<String> STATES =
      Set.of("", "active", "inactive", "quarantined", "deleted");
  private static final Set<String> DUE = Set.of("", "orange", "red", "any");

  private final Exchange exchange;
  private final AccountName account;
  private final String sort;
  private final boolean descending;

  private KeySearch(Exchange exchange, AccountName account) {
    this.exchange = exchange;
    this.account = account;
    String asked = text("sort");
    descending = asked.startsWith("-");
    String by = descending ? asked.substring(1) : asked;
    sort = by.isEmpty() ? "createdAt" : by;
  }

  /// The search that the request asks for.
  static KeySearch of(Exchange exchange, AccountName account) {
    return new KeySearch(exchange, account);
  }

  private String text(String name) {
    return exchange.context().request().getParam(name, "");
  }

  /// Where a key stands in the order.
  private record Place(String by, String id) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::by).thenComparing(Place::id);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    String cursor() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((id + by).getBytes(StandardCharsets.UTF_8));
    }

    static Place of(String cursor) {
      try {
        String both = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        return new Place(both.substring(ID_LENGTH), both.substring(0, ID_LENGTH));
      } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
        throw new BadRequestException(
            "cursor: `" + Quoted.text(cursor) + "` (expected: what `next` said before)");
      }
    }

    private static final int ID_LENGTH = 36;
  }

  private Place place(ApiKey key) {
    String by =
        switch (sort) {
          case "createdAt" -> sortable(key.createdAt());
          case "tokenSince" -> sortable(key.tokens().newest().createdAt());
          case "lastUsedAt" -> {
            Instant used = exchange.parts().directory().lastUsed(key.id());
            yield used == null ? "" : sortable(used);
          }
          case "label" -> key.label().toLowerCase(Locale.ROOT);
          case "appKey" -> key.appKey().value();
          default ->
              throw new BadRequestException(
                  "sort: `"
                      + Quoted.text(sort)
                      + "` (expected: createdAt, tokenSince, lastUsedAt, label or appKey, with - in front for"
                      + " the other way round)");
        };
    return new Place(by, key.id().toString());
  }

  private static String sortable(Instant instant) {
    return "%016x".formatted(instant.toEpochMilli());
  }

  /// The page that was asked for.
  JsonObject answer(Function<ApiKey, JsonObject> shown) {
    Comparator<Place> order =
        descending ? Comparator.<Place>naturalOrder().reversed() : Comparator.naturalOrder();
    List<ApiKey> found = new ArrayList<>(candidates().stream().filter(wanted()).toList());
    found.sort(Comparator.comparing(this::place, order));
    String cursor = text("cursor");
    Place after = cursor.isEmpty() ? null : Place.of(cursor);
    int limit = exchange.limit();
    JsonArray items = new JsonArray();
    @Nullable String next = null;
    for (ApiKey key : found) {
      Place place = place(key);
      if (after != null && order.compare(place, after) <= 0) {
        continue;
      }
      if (items.size() == limit) {
        return page(items, found.size()).put("next", next);
      }
      items.add(shown.apply(key));
      next = place.cursor();
    }
    return page(items, found.size());
  }

  private static JsonObject page(JsonArray items, int total) {
    return new JsonObject().put("items", items).put("total", total);
  }

  private List<ApiKey> candidates() {
    Directory directory = exchange.parts().directory();
    return text("state").equals("deleted")
        ? directory.deletedKeysOf(account)
        : directory.keysOf(account);
  }

  private Predicate<ApiKey> wanted() {
    String state = text("state");
    if (!STATES.contains(state)) {
      throw new BadRequestException("state: (expected: active, inactive, quarantined or deleted)");
    }
    String text = text("search").toLowerCase(Locale.ROOT);
    boolean noRole = text("noRole").equals("true");
    RoleId role =
        text("role").isEmpty()
            ? null
            : new RoleId(exchange.number("role", 0, Integer.MAX_VALUE, 0));
    Predicate<ApiKey> named =
        key ->
            key.label().toLowerCase(Locale.ROOT).contains(text)
                || key.appKey().value().toLowerCase(Locale.ROOT).contains(text);
    return named
        .and(key -> state.isEmpty() || View.lower(key.state()).equals(state))
        .and(key -> !noRole || roles(key).isEmpty())
        .and(key -> role == null || roles(key).contains(role))
        .and(due())
        .and(unusedSince())
        .and(between("created", ApiKey::createdAt))
        .and(between("token", key -> key.tokens().newest().createdAt()));
  }

  /// Keys whose renewal is so overdue: `orange`, `red`, or `any` of both.
  private Predicate<ApiKey> due() {
    String due = text("due");
    if (!DUE.contains(due)) {
      throw new BadRequestException("due: (expected: orange, red or any)");
    }
    AccountView view = exchange.parts().directory().account(account);
    if (due.isEmpty() || view == null) {
      return key -> true;
    }
    RenewalPeriod period = view.account().renewalPeriod();
    Instant now = exchange.parts().clock().instant();
    return key -> {
      RenewalDue is = RenewalDue.of(key, period, now);
      return due.equals("any") ? is != RenewalDue.NONE : is.code().equals(due);
    };
  }

  /// Keys that were not used since, as far as this server knows.
  private Predicate<ApiKey> unusedSince() {
    Instant since = instant("unusedSince");
    return key -> {
      Instant used = since == null ? null : exchange.parts().directory().lastUsed(key.id());
      return since == null || used == null || used.isBefore(since);
    };
  }

  /// Keys of an age: from the parameter `...After` on, and before `...Before`.
  private Predicate<ApiKey> between(String what, Function<ApiKey, Instant> when) {
    Instant after = instant(what + "After");
    Instant before = instant(what + "Before");
    return key ->
        (after == null || !when.apply(key).isBefore(after))
            && (before == null || when.apply(key).isBefore(before));
  }

  private @Nullable Instant instant(String name) {
    String text = text(name);
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadRequestException(
          name + ": `" + Quoted.text(text) + "` (expected: a time such as 2027-01-31T00:00:00Z)");
    }
  }

  private Set<RoleId> roles(ApiKey key) {
    Grant grant = exchange.parts().directory().grant(key.account(), new Holder.OfKey(key.id()));
    return grant == null ? Set.of() : grant.roles();
  }
}

package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.explain.Beneficiary;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One request to the admin API that is part of a fix.
///
/// @param body a JSON value; the text [#ID_BEFORE] in it stands for the field `id` of what the step
///   before was answered with
/// @param command the same for a terminal; null where there is no such command
record FixStep(String method, String path, @Nullable Object body, @Nullable String command) {
  /// Stands for the `id` that the step before left behind.
  static final String ID_BEFORE = "{id}";

  /// The address of the account.
  static String account(AccountName account) {
    return "/v1/accounts/" + account;
  }

  /// The address of a key or a person.
  static String holder(Beneficiary to) {
    return switch (to.holder()) {
      case Holder.OfKey _ -> account(to.account()) + "/keys/" + encoded(to.name());
      case Holder.OfUser(var id) -> account(to.account()) + "/users/" + id;
    };
  }

  /// A request about a key.
  static FixStep ofKey(
      String method, AccountName account, AppKey key, String below, @Nullable Object body) {
    return new FixStep(
        method, account(account) + "/keys/" + encoded(key.value()) + below, body, null);
  }

  /// The same step with what to type in its stead.
  FixStep by(String words, AccountName account) {
    return new FixStep(method, path, body, "counterfoil " + words + " --account " + account);
  }

  JsonObject request() {
    JsonObject shown = new JsonObject().put("method", method).put("path", path);
    return body == null ? shown : shown.put("body", body);
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// A word as a POSIX shell takes it.
  static String word(String text) {
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

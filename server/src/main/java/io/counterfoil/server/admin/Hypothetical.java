package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.log.Trial.Tried;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call of a key that presents its right token, now or at an instant in the past.
///
/// @param address where it comes from; null for from an allowed address
/// @param at when; null for now
record Hypothetical(AppKey key, Wanted.Call call, @Nullable String address, @Nullable Instant at) {

  /// The fields of a body that say it.
  static final String[] FIELDS = {"appKey", "method", "path", "address", "at"};

  static Hypothetical of(Body body) {
    return new Hypothetical(
        new AppKey(body.text("appKey")),
        new Wanted.Call(body.text("method"), RequestPath.read(body.text("path"))),
        body.optionalText("address"),
        body.optionalInstant("at"));
  }

  /// The call, explained to the account's people.
  JsonObject explained(
      Exchange exchange, AccountName account, List<Requirement> also, TriedView view) {
    Parts parts = exchange.parts();
    Instant now = parts.clock().instant();
    if (at != null && at.isAfter(now)) {
      throw new BadRequestException("at: `" + at + "` (expected: a time that has passed)");
    }
    Tried tried =
        parts
            .trial()
            .of(
                key,
                Where.account(account.value()).from(address == null ? Where.ANYWHERE : address),
                call,
                at == null ? now : at);
    if (!mayKnow(exchange, account, tried)) {
      throw new BadRequestException(
          404, "key `" + key + "` is not one of `" + account + "`; letter case counts");
    }
    Wording wording = Wording.in(exchange.language());
    JsonObject shown =
        view.full(judgedBy(parts, account), "hypothetical", tried.withAlso(also), account, wording);
    return at == null ? shown : shown.put("fixes", new JsonArray()).putNull("last24h");
  }

  private Snapshot judgedBy(Parts parts, AccountName account) {
    if (at == null) {
      return parts.directory();
    }
    Snapshot then = parts.past().at(at, key, account);
    if (then == null) {
      throw new BadRequestException(
          "at: `" + at + "` is before the record begins (expected: a later time)");
    }
    return then;
  }

  /// A key that was added to the account is known there, whoever owns it.
  private static boolean mayKnow(Exchange exchange, AccountName account, Tried tried) {
    var known = tried.key();
    var here = exchange.parts().directory().account(account);
    return known != null
        && (here != null && here.keys().of(known) != null
            || exchange.mayRead(tried.account(), Needs.KEYS));
  }
}

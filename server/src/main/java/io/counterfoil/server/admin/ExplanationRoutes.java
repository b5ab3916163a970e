package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Explanation;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.log.Trial.Tried;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.edge.PresentedReader;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.pasted.CurlText;
import io.counterfoil.server.pasted.PastedRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Explains requests: refused ones by their id, pasted ones by trying them, and ones that nobody
/// made. Of a pasted request nothing is kept or logged.
///
/// Whoever may not view the keys of the account that a pasted request turns out to be about is told
/// what its caller would be told, and no more.
final class ExplanationRoutes {
  private static final List<String> KINDS = List.of("refusalId", "curl", "request", "hypothetical");

  private final Parts parts;
  private final RefusalRoutes refusals;
  private final ExplanationView view;
  private final KeyHistory history;

  ExplanationRoutes(Parts parts, View view, RefusalRoutes refusals) {
    this.parts = parts;
    this.refusals = refusals;
    this.view = new ExplanationView(parts.directory(), view);
    history = new KeyHistory(parts);
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/v1/explanations", this::explain);
  }

  private void explain(Exchange exchange) {
    Body body =
        Body.object(
            exchange.context(),
            "account",
            "refusalId",
            "curl",
            "request",
            "hypothetical",
            "address",
            "also");
    String name = body.text("account");
    if (!AccountName.isValid(name)) {
      throw new BadRequestException("account: `" + Quoted.text(name) + "` (expected: its name)");
    }
    AccountName account = new AccountName(name);
    if (!exchange.may(account, Needs.KEYS)) {
      return;
    }
    if (KINDS.stream().filter(body::has).count() != 1) {
      throw new BadRequestException("body: (expected: one of " + String.join(", ", KINDS) + ")");
    }
    String id = body.optionalText("refusalId");
    String curl = body.optionalLines("curl");
    List<Requirement> also = also(body);
    exchange.ok(
        id != null
            ? refusals.explained(exchange, id, also)
            : body.has("hypothetical")
                ? hypothetical(exchange, account, body, also)
                : pasted(exchange, curl != null ? CurlText.read(curl) : request(body), body, also));
  }

  /// What further calls need that the holder should be allowed.
  private List<Requirement> also(Body body) {
    List<Requirement> also = new ArrayList<>();
    for (Body call : body.objects("also", "method", "path")) {
      String method = call.text("method");
      var path = RequestPath.read(call.text("path"));
      Operation operation =
          path instanceof RequestPath.Canonical canonical
              ? parts.directory().catalogue().find(method, canonical)
              : null;
      if (operation == null) {
        throw new BadRequestException(
            "also: `"
                + Quoted.text(method + " " + path)
                + "` is no call of the catalogue; see `/v1/catalogue/operations`");
      }
      also.add(operation.requirement());
    }
    return also;
  }

  private static PastedRequest request(Body body) {
    Body request = body.inner("request", "method", "url", "headers");
    return new PastedRequest(
        request.text("method"),
        request.text("url"),
        request.pairs("headers").stream()
            .map(each -> PastedRequest.Header.of(each.getKey(), each.getValue()))
            .toList());
  }

  private JsonObject pasted(
      Exchange exchange, PastedRequest request, Body body, List<Requirement> also) {
    String address = body.optionalText("address");
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    request.headers().forEach(header -> headers.add(header.name(), header.value()));
    Presented presented = PresentedReader.read(headers, request.query(), null);
    Where where =
        new Where(
            null,
            request.host(),
            request.host() != null,
            parameter(request.query(), "an"),
            address == null ? Where.ANYWHERE : address);
    Wanted.Call wanted = new Wanted.Call(request.method(), RequestPath.read(request.target()));
    Instant now = parts.clock().instant();
    var attempt = new Attempt(parts.reader().read(presented), where, wanted, now);
    Tried tried = parts.trial().of(parts.directory(), attempt, presented);
    return shown(exchange, "request", tried.withAlso(also), wanted, mayRead(exchange, tried));
  }

  /// What speaks of another account is treated alike whether or not there is one of that name.
  private static boolean mayRead(Exchange exchange, Tried tried) {
    return exchange.mayRead(tried.account(), Needs.KEYS)
        && (tried.spokenOf() == null || exchange.mayQuietly(tried.spokenOf(), Needs.KEYS));
  }

  private static @Nullable String parameter(@Nullable String query, String name) {
    return query == null
        ? null
        : Stream.of(query.split("&"))
            .filter(part -> part.startsWith(name + "=") && part.length() > name.length() + 1)
            .map(part -> part.substring(name.length() + 1))
            .findFirst()
            .orElse(null);
  }

  private JsonObject hypothetical(
      Exchange exchange, AccountName account, Body body, List<Requirement> also) {
    Body asked = body.inner("hypothetical", "appKey", "method", "path", "address");
    String address = asked.optionalText("address");
    var wanted = new Wanted.Call(asked.text("method"), RequestPath.read(asked.text("path")));
    AppKey name = new AppKey(asked.text("appKey"));
    Tried tried =
        parts
            .trial()
            .of(
                name,
                Where.account(account.value()).from(address == null ? Where.ANYWHERE : address),
                wanted,
                parts.clock().instant());
    if (!mayKnow(exchange, account, tried)) {
      throw new BadRequestException(
          404, "key `" + name + "` is not one of `" + account + "`; letter case counts");
    }
    return shown(exchange, "hypothetical", tried.withAlso(also), wanted, true);
  }

  /// A key that was added to the account is known there, whoever owns it.
  private boolean mayKnow(Exchange exchange, AccountName account, Tried tried) {
    var key = tried.key();
    var here = parts.directory().account(account);
    return key != null
        && (here != null && here.keys().of(key) != null
            || exchange.mayRead(tried.account(), Needs.KEYS));
  }

  private JsonObject shown(
      Exchange exchange, String kind, Tried tried, Wanted.Call wanted, boolean full) {
    Wording wording = Wording.in(exchange.language());
    Explanation explanation = parts.explainer().explain(parts.directory(), tried.question());
    Refusal refusal = full ? explanation.refusal() : tried.question().refusal();
    JsonObject shown =
        ExplanationView.code(refusal, wording)
            .put("kind", kind)
            .put("limited", !full)
            .put("at", tried.question().at().toString())
            .put("method", wanted.method())
            .put("route", route(wanted))
            .put("host", tried.question().where().host())
            .put("revision", parts.directory().revision().number());
    return full ? full(shown, tried, explanation, wording) : limited(shown, refusal, wording);
  }

  private JsonObject full(JsonObject shown, Tried tried, Explanation explanation, Wording wording) {
    var key = tried.key();
    AccountName account = tried.account();
    return shown
        .put("account", account == null ? null : account.value())
        .put("appKey", key == null ? null : key.appKey().value())
        .put("label", key == null || !key.account().equals(account) ? null : key.label())
        .mergeIn(view.explained(explanation.refusal(), account, explanation, wording))
        .put(
            "last24h",
            history.of(account, key == null ? null : key.appKey(), tried.question().at(), wording));
  }

  /// What its caller would be told. Nothing that consulted the store, but for what an authentic
  /// credential entitles to.
  private JsonObject limited(JsonObject shown, @Nullable Refusal refusal, Wording wording) {
    if (refusal == null) {
      return shown
          .put("wouldPassNow", "yes")
          .put("wouldPassNowText", wording.wouldPass(Explanation.WouldPass.YES));
    }
    String told = view.told(refusal, null, wording);
    return shown
        .put("what", wording.happened(refusal.code()))
        .put("repair", wording.repair(refusal.code()))
        .put("happened", told)
        .put("told", told)
        .put("needed", View.needed(refusal.needed()))
        .put("checks", ExplanationView.checksToldTo(refusal, told, wording))
        .put("evidence", new JsonArray())
        .put("obstacles", new JsonArray())
        .put("fixes", new JsonArray())
        .put("wouldPassNow", "no")
        .put("wouldPassNowText", wording.wouldPass(Explanation.WouldPass.NO));
  }

  /// The operation's template, or the path where there is no such operation.
  private @Nullable String route(Wanted.Call wanted) {
    if (!(wanted.path() instanceof RequestPath.Canonical path)) {
      return null;
    }
    var operation = parts.directory().catalogue().find(wanted.method(), path);
    return operation == null ? path.value() : operation.template().value();
  }
}

package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Wording;
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
  private final TriedView view;

  ExplanationRoutes(Parts parts, TriedView view, RefusalRoutes refusals) {
    this.parts = parts;
    this.refusals = refusals;
    this.view = view;
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
                ? Hypothetical.of(body.inner("hypothetical", Hypothetical.FIELDS))
                    .explained(exchange, account, also, view)
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
    Wording wording = Wording.in(exchange.language());
    return mayRead(exchange, tried)
        ? view.full(parts.directory(), "request", tried.withAlso(also), tried.account(), wording)
        : view.limited(parts.directory(), "request", tried, wording);
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
}

package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.LeakCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Leak;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tokens that were found in the open: reported by a scanner of code, or by hand, and what the key
/// did since. A reported token is looked up and forgotten.
final class LeakRoutes {
  private static final String LEAKS = "/v1/accounts/{account}/leaks";
  private static final String KEY_NAME = "Github-Public-Key-Identifier";
  private static final String SIGNATURE = "Github-Public-Key-Signature";
  private static final int MOST_TOKENS = 1_000;
  private static final String OURS = "true_positive";
  private static final String NOT_OURS = "false_positive";

  private final Parts parts;
  private final LeakView view;

  LeakRoutes(Parts parts) {
    this.parts = parts;
    view = new LeakView(parts);
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.POST, "/v1/leaks", this::signed);
    routes.add(HttpMethod.POST, LEAKS, this::byHand);
    routes.add(HttpMethod.GET, LEAKS, this::list);
  }

  private void list(Exchange exchange) {
    AccountName account = exchange.account();
    if (exchange.may(account, Needs.KEYS)) {
      exchange.list(parts.directory().leaks().of(account), view::leak);
    }
  }

  private void byHand(Exchange exchange) {
    AccountName account = exchange.account();
    if (!exchange.may(account, Needs.IMPORT)) {
      return;
    }
    Body body = Body.object(exchange.context(), "token", "source", "url", "dryRun");
    AppToken token = AppToken.of(body.text("token"));
    ApiKey key = parts.leaks().find(account, token);
    if (key == null) {
      exchange.ok(new JsonObject().put("known", false));
    } else if (Boolean.TRUE.equals(body.optionalFlag("dryRun"))) {
      exchange.ok(view.key(key));
    } else {
      String source = Objects.requireNonNullElse(body.optionalText("source"), "by hand");
      exchange.execute(
          report(key, token, source, body.optionalText("url")),
          result -> {
            if (result instanceof Outcome.Result.OfLeak(var leak, var after)) {
              exchange.ok(view.key(after).put("leak", view.leak(leak)));
            }
          });
    }
  }

  private LeakCommand report(ApiKey key, AppToken token, String source, @Nullable String url) {
    String place = url == null ? "" : url.replace(token.reveal(), TokenFormat.PREFIX + "...");
    return new LeakCommand.ReportLeak(
        key.account(), key.id(), parts.leaks().id(key, token, place), source, place);
  }

  /// In the format of GitHub's secret scanning partner programme.
  private void signed(Exchange exchange) {
    if (!parts.leaks().isOpen()) {
      throw new BadRequestException(
          404, "reports from outside are not taken here; the operator names who may send them");
    }
    Buffer body = exchange.context().body().buffer();
    String name = exchange.context().request().getHeader(KEY_NAME);
    String signature = exchange.context().request().getHeader(SIGNATURE);
    try {
      if (body == null
          || name == null
          || signature == null
          || !parts.leaks().isSigned(name, signature, body.getBytes())) {
        throw new BadRequestException(
            401, "the report is not signed by a published key; see " + SIGNATURE);
      }
    } catch (IOException e) {
      throw new BadRequestException(
          503, "the published keys cannot be had: " + e.getMessage() + "; try again");
    }
    JsonArray answer = new JsonArray();
    array(body).forEach(each -> answer.add(label(exchange, each)));
    exchange
        .context()
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(answer.toBuffer());
  }

  private static JsonArray array(Buffer body) {
    try {
      if (Json.decodeValue(body) instanceof JsonArray array && array.size() <= MOST_TOKENS) {
        return array;
      }
    } catch (DecodeException e) {
      // said below, without what stands there
    }
    throw new BadRequestException("body: (expected: an array of at most 1,000 tokens)");
  }

  private JsonObject label(Exchange exchange, Object each) {
    if (!(each instanceof JsonObject found) || !(found.getValue("token") instanceof String text)) {
      throw new BadRequestException("body: (expected: an array of objects with `token`)");
    }
    return new JsonObject()
        .put("token_raw", text)
        .put("token_type", found.getValue("type"))
        .put("label", isOurs(exchange, found, text) ? OURS : NOT_OURS);
  }

  private boolean isOurs(Exchange exchange, JsonObject found, String text) {
    if (text.isEmpty() || text.length() > AppToken.LONGEST) {
      return false;
    }
    AppToken token = AppToken.of(text);
    ApiKey key = parts.leaks().find(token);
    if (key == null) {
      return false;
    }
    String url = found.getValue("url") instanceof String place ? shortened(place) : "";
    parts
        .registry()
        .execute(
            report(key, token, "github", url),
            new Actor.Job("leaks"),
            Access.origin(exchange.context()));
    return true;
  }

  private static String shortened(String place) {
    String shown = place.replaceAll("\\p{Cntrl}", "");
    return shown.substring(0, Math.min(shown.length(), Leak.LONGEST_URL));
  }
}

package io.counterfoil.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refusals and other problems as HTTP answers of `application/problem+json` (RFC 9457), with the
/// headers that go with them.
///
/// A refusal's answer is a function of its [Answer.Refuse], of an id of fixed length and of the
/// caller's language: where two worlds give the same refusal, they give the same bytes but for the
/// id's.
public final class ProblemJson {
  /// The media type.
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String REFUSAL_ID = "X-Counterfoil-Refusal-Id";
  private static final String RETRY_SECONDS = "1";

  private static final Set<RefusalCode> OF_ACCESS_TOKENS =
      EnumSet.of(
          RefusalCode.ACCESS_TOKEN_INVALID,
          RefusalCode.ACCESS_TOKEN_EXPIRED,
          RefusalCode.ACCESS_TOKEN_REVOKED);

  private static final int TEMPLATES = 1024;
  private static final String PROBLEMS = "problems/";

  private final String base;
  private final @Nullable String why;

  /// Bodies that were written lately, each in the place that its hash leads to. Event loops may
  /// race for a place: then one of them writes its body again.
  private final @Nullable Template[] templates = new @Nullable Template[TEMPLATES];

  /// @param base what the address of a code's page begins with, such as
  ///   `http://127.0.0.1:8080/problems/`; where it ends so, each refusal has a page of its own
  ///   below `/why/`
  public ProblemJson(String base) {
    this(base, whyBeside(base));
  }

  private ProblemJson(String base, @Nullable String why) {
    this.base = base.endsWith("/") ? base : base + "/";
    this.why = why;
  }

  /// Where there are no pages of single refusals: an edge that serves the codes' pages itself.
  static ProblemJson ofCodesAlone(String base) {
    return new ProblemJson(base, null);
  }

  private static @Nullable String whyBeside(String base) {
    return base.endsWith("/" + PROBLEMS)
        ? base.substring(0, base.length() - PROBLEMS.length()) + "why/"
        : null;
  }

  /// Answers with the refusal and its own status.
  public void refuse(
      HttpServerResponse response, Answer.Refuse refuse, RefusalId id, Language language) {
    response.setStatusCode(refuse.code().status());
    response.end(write(response.headers(), refuse, id, language));
  }

  /// The body of a refusal, for a protocol that carries HTTP answers in its own way.
  ///
  /// @param headers gets the headers that go with it
  Buffer write(MultiMap headers, Answer.Refuse refuse, RefusalId id, Language language) {
    putHead(headers, refuse.code(), id, language);
    return with(headers, template(refuse, id, language).with(id));
  }

  /// What callers chose the words of is written anew each time, so that they cannot crowd out the
  /// rest.
  private Template template(Answer.Refuse refuse, RefusalId id, Language language) {
    if (!refuse.facts().isEmpty()) {
      return new Template(refuse, language, body(refuse, id, language), id);
    }
    int place = (31 * refuse.hashCode() + language.hashCode()) & TEMPLATES - 1;
    Template known = templates[place];
    if (known == null || !known.isOf(refuse, language)) {
      known = new Template(refuse, language, body(refuse, id, language), id);
      templates[place] = known;
    }
    return known;
  }

  /// A body as bytes, in which the id is the only thing that changes.
  private static final class Template {
    private final Answer.Refuse refuse;
    private final Language language;
    private final byte[] bytes;
    private final int idAt;

    Template(Answer.Refuse refuse, Language language, JsonObject body, RefusalId id) {
      this.refuse = refuse;
      this.language = language;
      String text = body.encode();
      bytes = text.getBytes(UTF_8);
      idAt = text.substring(0, text.lastIndexOf(id.value())).getBytes(UTF_8).length;
    }

    boolean isOf(Answer.Refuse other, Language otherLanguage) {
      return language == otherLanguage && refuse.equals(other);
    }

    @SuppressWarnings("deprecation") // an id is ASCII
    Buffer with(RefusalId id) {
      byte[] copy = bytes.clone();
      id.value().getBytes(0, id.value().length(), copy, idAt);
      return Buffer.buffer(copy);
    }
  }

  private JsonObject body(Answer.Refuse refuse, RefusalId id, Language language) {
    Wording wording = Wording.in(language);
    JsonObject body = body(refuse.code(), id, wording, wording.detail(refuse));
    JsonArray hints = new JsonArray();
    refuse
        .hints()
        .forEach(hint ->
            hints.add(new JsonObject().put("code", hint.code()).put("text", wording.hint(hint))));
    body.put("hints", hints);
    JsonObject needed = needed(refuse.needed());
    if (needed != null) {
      body.put("needed", needed);
    }
    return body;
  }

  /// Answers with a refusal of which nothing but the code is known any more.
  public void refuse(
      HttpServerResponse response, RefusalCode code, RefusalId id, Language language) {
    Wording wording = Wording.in(language);
    JsonObject body = body(code, id, wording, wording.happened(code));
    putHead(response.headers(), code, id, language);
    response.setStatusCode(code.status());
    response.end(with(response.headers(), body.put("hints", new JsonArray()).toBuffer()));
  }

  private JsonObject body(RefusalCode code, RefusalId id, Wording wording, String detail) {
    return new JsonObject()
        .put("type", base + code.code())
        .put("title", wording.title(code))
        .put("status", code.status())
        .put("detail", detail)
        .put("code", code.code())
        .put("refusalId", id.value());
  }

  private static @Nullable JsonObject needed(Requirement requirement) {
    return switch (requirement) {
      case Requirement.AnyOf(var keys) -> new JsonObject().put("anyOf", names(keys));
      case Requirement.AllOf(var keys) -> new JsonObject().put("allOf", names(keys));
      case Requirement.Nothing _ -> null;
    };
  }

  private static JsonArray names(List<ResourceKey> keys) {
    JsonArray names = new JsonArray();
    keys.forEach(key -> names.add(key.value()));
    return names;
  }

  private void putHead(MultiMap headers, RefusalCode code, RefusalId id, Language language) {
    headers.set(REFUSAL_ID, id.value()).set("Content-Language", language.tag());
    if (why != null) {
      headers.set("Link", "<" + why + id + ">; rel=\"help\"");
    }
    putChallenge(headers, code, id);
    putRetryAfter(headers, code);
  }

  /// Answers with a problem that is no refusal: a wrong address, method or message.
  ///
  /// @param detail what happened, what was expected, what to do
  public static void problem(HttpServerResponse response, int status, String detail) {
    response.setStatusCode(status);
    Buffer body = problem(status, response.getStatusMessage(), detail).toBuffer();
    response.end(with(response.headers(), body));
  }

  /// The body of a problem that is no refusal.
  static JsonObject problem(int status, String title, String detail) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("detail", detail);
  }

  private static Buffer with(MultiMap headers, Buffer body) {
    headers
        .set(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .set(HttpHeaders.CACHE_CONTROL, "no-store")
        .set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    return body;
  }

  /// Says on a 401 which credential is asked for (RFC 9110, 11.6.1), and to whoever sent an access
  /// token what is wrong with it (RFC 6750, 3).
  public static void putChallenge(HttpServerResponse response, RefusalCode code, RefusalId id) {
    putChallenge(response.headers(), code, id);
  }

  private static void putChallenge(MultiMap headers, RefusalCode code, RefusalId id) {
    String scheme = scheme(code);
    if (scheme != null) {
      headers.set("WWW-Authenticate", scheme + code.code() + "\", refusal_id=\"" + id + "\"");
    }
  }

  private static @Nullable String scheme(RefusalCode code) {
    if (OF_ACCESS_TOKENS.contains(code)) {
      return "Bearer realm=\"counterfoil\", error=\"invalid_token\", error_description=\"";
    }
    if (code == RefusalCode.SCOPE_TOO_NARROW) {
      return "Bearer realm=\"counterfoil\", error=\"insufficient_scope\", error_description=\"";
    }
    return code.status() == 401 ? "AppKey realm=\"counterfoil\", error=\"" : null;
  }

  /// Says on a 429 or 503 when to come back, unless that was said already.
  public static void putRetryAfter(HttpServerResponse response, RefusalCode code) {
    putRetryAfter(response.headers(), code);
  }

  private static void putRetryAfter(MultiMap headers, RefusalCode code) {
    if ((code.status() == 429 || code.status() == 503)
        && !headers.contains(RateTerms.RETRY_AFTER)) {
      headers.set(RateTerms.RETRY_AFTER, RETRY_SECONDS);
    }
  }
}

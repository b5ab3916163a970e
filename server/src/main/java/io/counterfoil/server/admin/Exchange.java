package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.registry.Conditions;
import io.counterfoil.core.registry.Effects;
import io.counterfoil.core.registry.KeyTag;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.edge.ProblemJson;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Access.Finding;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.person.SignInFailures.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request to the admin API, and the ways to answer it.
final class Exchange {
  private static final int MOST = 200;
  private static final int USUAL = 50;

  private final Parts parts;
  private final Access access;
  private final RoutingContext context;

  Exchange(Parts parts, Access access, RoutingContext context) {
    this.parts = parts;
    this.access = access;
    this.context = context;
  }

  Parts parts() {
    return parts;
  }

  RoutingContext context() {
    return context;
  }

  Language language() {
    String asked = context.request().getParam("lang");
    String accepted = context.request().getHeader("Accept-Language");
    return Language.preferred(asked != null ? asked : accepted == null ? "" : accepted);
  }

  /// A parameter of the address that the route names.
  String parameter(String name) {
    return Objects.requireNonNull(context.pathParam(name));
  }

  /// The account of the address.
  AccountName account() {
    String name = parameter("account");
    if (!AccountName.isValid(name)) {
      throw new BadRequestException(404, "account `" + Quoted.text(name) + "` does not exist");
    }
    return new AccountName(name);
  }

  /// Refuses what a page of another site might have sent along with the session's cookie: such a
  /// page cannot add a header.
  void checkCsrf() {
    if (Access.isUnsafe(context) && Access.sessionCode(context) != null) {
      throw new RejectedException(
          Problem.Code.CSRF_HEADER_MISSING,
          "a session's cookie came without its header; send `" + Access.CSRF_HEADER + ": 1` too");
    }
  }

  private void checkFactor(@Nullable AccountName account) {
    if (account != null && access.lacksFactor(context, account)) {
      throw new RejectedException(
          Problem.Code.SECOND_FACTOR_REQUIRED,
          "account `"
              + account
              + "` asks for a second factor; set yours up, or sign in again and show it");
    }
  }

  /// The hash of a password that somebody chose.
  ///
  /// @throws BadRequestException if it is no good
  PasswordHash hashed(String password) {
    String flaw = parts.passwords().flaw(password);
    if (flaw != null) {
      throw new BadRequestException(flaw);
    }
    return parts.passwords().hash(password);
  }

  /// Has the person who is signed in prove once more who they are.
  ///
  /// @throws RejectedException if it is not their password
  void confirm(User user, String password) {
    Origin origin = Access.origin(context);
    Instant now = parts.clock().instant();
    String named = user.email().value();
    holdBack(parts.failures().waitOf(origin, named, null, now));
    if (!parts.passwords().matches(user.password(), password)) {
      Pass session = session();
      AccountName account = session == null ? null : session.account();
      parts.failures().count(origin, named, user, account, new Failure("own password", now));
      throw new RejectedException(
          Problem.Code.PASSWORD_WRONG, "password: wrong (expected: the one that you have now)");
    }
  }

  /// Has whoever failed too often wait.
  void holdBack(Duration wait) {
    if (!wait.isZero()) {
      long seconds = Math.max(1, wait.toSeconds());
      context.response().putHeader("Retry-After", Long.toString(seconds));
      throw new RejectedException(
          Problem.Code.TOO_MANY_TRIES,
          "too many failed sign-ins; wait " + seconds + " seconds, and try again");
    }
  }

  /// The person who asks.
  ///
  /// @throws RejectedException where it is nobody who signed in
  User person() {
    User user = personOrNull();
    if (user == null) {
      throw new RejectedException(
          Problem.Code.NOT_SIGNED_IN, "nobody is signed in here; sign in with POST /v1/sessions");
    }
    return user;
  }

  /// The person who asks; null where it is nobody who signed in.
  @Nullable User personOrNull() {
    return access.person(context);
  }

  /// The session that the request carries; null where it carries none that is good.
  @Nullable Pass session() {
    return access.session(context);
  }

  /// What the client says it is.
  String userAgent() {
    return Access.userAgent(context);
  }

  /// Whether whoever asks may; if not, the refusal was answered. The operator may everywhere, and
  /// so learns of an account that does not exist.
  boolean may(AccountName account, Requirement needed) {
    Finding found = access.find(context, account, needed);
    if (found instanceof Finding.May) {
      checkFactor(account);
    }
    return switch (found) {
      case Finding.May _ when parts.directory().account(account) == null ->
          throw new BadRequestException(404, "account `" + account + "` does not exist");
      case Finding.May _ -> true;
      case Finding.MayNot(var denial) -> refuse(denial);
    };
  }

  /// Whether whoever asks runs the deployment; if not, that was answered.
  boolean isOperator() {
    boolean operator = access.isOperator(context);
    if (!operator) {
      ProblemJson.problem(
          context.response(),
          403,
          "only the operator may do this; send `Authorization: Bearer` with the operator's token");
    }
    return operator;
  }

  boolean isOperatorQuietly() {
    return access.isOperator(context);
  }

  private boolean refuse(Access.Denial denial) {
    new ProblemJson(parts.publicUrl() + "/problems/")
        .refuse(context.response(), denial.refuse(), denial.id(), language());
    return false;
  }

  /// Whether whoever asks may see something of the account; nothing is answered or recorded.
  boolean mayQuietly(AccountName account, Requirement needed) {
    return access.mayQuietly(context, account, needed);
  }

  /// Whether whoever asked, and goes on listening, still may.
  boolean mayStill(AccountName account, Requirement needed) {
    return access.mayStill(context, account, needed);
  }

  /// Whether whoever asks may read what belongs to the account; the operator may read what belongs
  /// to none.
  boolean mayRead(@Nullable AccountName account, Requirement needed) {
    return account == null ? isOperatorQuietly() : mayQuietly(account, needed);
  }

  /// Has the command carried out and answers with what it left behind.
  void run(Command command, int status, Function<Outcome.Result, JsonObject> shown) {
    execute(
        command,
        result -> {
          if (result instanceof Outcome.Result.Done
              || result instanceof Outcome.Result.Again(Outcome.Result.Done _)) {
            context.response().setStatusCode(204).end();
          } else {
            send(status, shown.apply(result));
          }
        });
  }

  /// Has the command carried out, and leaves the answer to whoever asked where it was.
  void execute(Command command, Consumer<Outcome.Result> answer) {
    checkFactor(command.account());
    if (String.valueOf(context.request().getParam("preview")).equals("true")) {
      preview(command);
      return;
    }
    AppliedWait wait = AppliedWait.of(parts, context, command);
    var conditions =
        new Conditions(
            IfMatch.tags(context.request().headers().getAll("If-Match")), OnlyOnce.read(context));
    switch (access.execute(context, command, conditions)) {
      case Outcome.Committed(var revision, var result) -> {
        wait.until(revision);
        tag(command.account(), result);
        if (result instanceof Outcome.Result.Again) {
          context.response().putHeader("Idempotency-Replayed", "true");
        }
        answer.accept(result);
      }
      case Outcome.Denied denied -> refuse(access.denial(context, denied));
      case Outcome.Rejected(var problem) -> problem(problem);
    }
  }

  /// Answers with what the command would do, and does nothing.
  private void preview(Command command) {
    AccountName account = command.account();
    if (account == null) {
      throw new BadRequestException(
          "preview: of what concerns every account (expected: `/v1/accounts/{account}/what-if`)");
    }
    if (may(account, Needs.KEYS)) {
      effects(command, account);
    }
  }

  /// Answers with what the command would do in the account.
  void effects(Command command, AccountName account) {
    switch (parts.effects().of(command, account, parts.clock().instant())) {
      case Effects.Answer.Rejected(var problem) -> problem(problem);
      case Effects.Answer.Would(var seen) ->
          ok(new EffectsView(parts).seen(seen, account, Wording.in(language())));
    }
  }

  private void tag(@Nullable AccountName account, Outcome.Result result) {
    ApiKey key =
        switch (result) {
          case Outcome.Result.OfKey(var made) -> made;
          case Outcome.Result.OfToken(var issued) -> issued.key();
          case Outcome.Result.OfLink(var made, _) -> made;
          case Outcome.Result _ -> null;
        };
    if (key != null && account != null) {
      tag(account, key);
    }
  }

  /// Says in `ETag` (RFC 9110, 8.8.3) how the key is now, for a later `If-Match`.
  void tag(AccountName account, ApiKey key) {
    String tag = KeyTag.of(parts.directory(), account, key);
    context.response().putHeader("ETag", '"' + tag + '"');
  }

  /// Says in `Counterfoil-Warning` when a key that is about to go was last used.
  void warnOfUse(KeyId id) {
    Instant lastUsed = parts.directory().lastUsed(id);
    if (lastUsed != null) {
      context.response().putHeader("Counterfoil-Warning", "key was last used at " + lastUsed);
    }
  }

  /// Says why it was not done.
  void problem(Problem problem) {
    send(problem.code().status(), View.problem(problem), ProblemJson.MEDIA_TYPE);
  }

  /// Answers with a problem that is told in another way.
  void problem(int status, JsonObject problem) {
    send(status, problem, ProblemJson.MEDIA_TYPE);
  }

  /// Answers that it was done.
  void done() {
    context.response().setStatusCode(204).end();
  }

  /// Answers that it will be done.
  void accepted(JsonObject body) {
    send(202, body);
  }

  void ok(JsonObject body) {
    send(200, body);
  }

  /// Writes an answer's body; the client's going away ends it.
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /// Answers with a file that is written while it is sent. Once its beginning is out, a failure can
  /// only cut it short, which the client sees from the missing end.
  void stream(String type, String file, Writing writing) {
    context
        .response()
        .putHeader("Counterfoil-Revision", parts.directory().revision().token())
        .putHeader("Content-Type", type)
        .putHeader("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .putHeader("Cache-Control", "no-store")
        .setChunked(true);
    try {
      var out = new ResponseStream(context.response());
      writing.to(out);
      out.close();
    } catch (IOException | RuntimeException e) {
      if (!context.response().headWritten() && e instanceof RuntimeException fault) {
        throw fault;
      }
      context.request().connection().close();
    }
  }

  /// Answers with a page of a list.
  <T> void list(Collection<T> all, Function<T, JsonObject> shown) {
    int limit = limit();
    int from = number("cursor", 0, Integer.MAX_VALUE, 0);
    JsonArray items = new JsonArray();
    all.stream().skip(from).limit(limit).map(shown).forEach(items::add);
    JsonObject body = new JsonObject().put("items", items).put("total", all.size());
    if (from + items.size() < all.size()) {
      body.put("next", Integer.toString(from + items.size()));
    }
    ok(body);
  }

  int limit() {
    return number("limit", 1, MOST, USUAL);
  }

  int number(String name, int least, int most, int usual) {
    return (int) wide(name, least, most, usual);
  }

  long wide(String name, long least, long most, long usual) {
    String text = context.request().getParam(name);
    if (text == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw new BadRequestException(
        name + ": `" + Quoted.text(text) + "` (expected: " + least + " to " + most + ")");
  }

  /// A parameter of the query without outer blanks, which nobody means; null where it is not given.
  @Nullable String text(String name) {
    String text = context.request().getParam(name);
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// A time that stands in the query.
  @Nullable Instant instant(String name) {
    String text = text(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadRequestException(
          name + ": `" + Quoted.text(text) + "` (expected: a time such as 2027-01-31T00:00:00Z)");
    }
  }

  private void send(int status, JsonObject body) {
    if (!context.response().headers().contains("Counterfoil-Revision")) {
      context.response().putHeader("Counterfoil-Revision", parts.directory().revision().token());
    }
    send(status, AppliedWait.told(context, body), "application/json");
  }

  private void send(int status, JsonObject body, String type) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-store")
        .end(body.toBuffer());
  }

  /// The key of the address, by its id or its name.
  KeyId key(AccountName account) {
    String text = parameter("key");
    ApiKey key = null;
    if (AppKey.isValid(text)) {
      key = parts.directory().key(new AppKey(text));
    }
    if (key == null) {
      return new KeyId(uuid(text, "key", account));
    }
    return key.id();
  }

  /// The key of the address, deleted or not.
  KeyId keyEvenDeleted(AccountName account) {
    String text = parameter("key");
    ApiKey key = AppKey.isValid(text) ? parts.directory().everKnown(new AppKey(text)) : null;
    return key == null ? new KeyId(uuid(text, "key", account)) : key.id();
  }

  /// The key itself; answered with 404 where it is not the account's.
  ApiKey existingKey(AccountName account) {
    ApiKey key = parts.directory().key(key(account));
    if (key == null || !key.account().equals(account) || key.state() == KeyState.DELETED) {
      throw new BadRequestException(
          404, "key `" + Quoted.text(parameter("key")) + "` is not one of `" + account + "`");
    }
    return key;
  }

  UUID uuid(@Nullable String text, String what, AccountName account) {
    try {
      return UUID.fromString(String.valueOf(text));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(
          404,
          what
              + " `"
              + Quoted.text(String.valueOf(text))
              + "` is not one of account `"
              + account
              + "`; list them to see their ids");
    }
  }

  RoleId role() {
    return role("role");
  }

  RoleId role(String name) {
    String text = parameter(name);
    try {
      return new RoleId(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new BadRequestException(
          404, "role `" + Quoted.text(text) + "` does not exist (expected: its number)");
    }
  }

  static Set<RoleId> roles(Collection<Integer> numbers) {
    Set<RoleId> roles = new LinkedHashSet<>();
    numbers.forEach(number -> roles.add(new RoleId(number)));
    return roles;
  }
}

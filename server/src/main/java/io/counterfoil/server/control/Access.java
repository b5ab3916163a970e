package io.counterfoil.server.control;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.log.RefusedRequest;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Authority;
import io.counterfoil.core.registry.Conditions;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.edge.PresentedReader;
import io.counterfoil.server.person.Sessions;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out who asks the control plane and whether they may. Every refusal of it is recorded and
/// explained like any other.
public final class Access {
  /// The header that a session's cookie asks for where something is changed.
  public static final String CSRF_HEADER = "X-Counterfoil-Csrf";

  private static final int LONGEST_USER_AGENT = 200;
  private static final String BEARER = "Bearer ";
  private static final Pattern REQUEST_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private final Parts parts;
  private final String adapter;
  private final boolean takesSessions;

  /// @param adapter how records name the surface: `admin` or `vtex`
  /// @param takesSessions whether the cookie of a browser counts there
  public Access(Parts parts, String adapter, boolean takesSessions) {
    this.takesSessions = takesSessions;
    this.parts = parts;
    this.adapter = adapter;
  }

  /// A refusal, recorded and named.
  public record Denial(Answer.Refuse refuse, RefusalId id) {}

  /// What was found out: who may go on, or why not.
  public sealed interface Finding {
    /// They may.
    ///
    /// @param caller null for the operator
    record May(@Nullable Caller caller) implements Finding {}

    /// They may not.
    record MayNot(Denial denial) implements Finding {}
  }

  /// Whether whoever asks may do in the account what needs the resources. The operator may.
  public Finding find(RoutingContext context, AccountName account, Requirement needed) {
    return find(context, Where.account(account.value()), needed);
  }

  /// The same for a request that may leave the account to the key.
  public Finding find(RoutingContext context, Where where, Requirement needed) {
    return switch (actor(context)) {
      case Actor.Operator _ -> new Finding.May(null);
      case Actor.Job _, Actor.Person _, Actor.Key _, Actor.LinkHolder _ -> throw neverOfRequests();
      case Actor.Presenting(var credentials) -> {
        var attempt =
            new Attempt(
                credentials,
                where.from(origin(context).address()),
                new Wanted.Resources(needed),
                parts.clock().instant());
        Authority.Ruling ruling = parts.authority().rule(attempt);
        yield switch (ruling.decision()) {
          case Decision.Allowed(_, var caller, _, _) -> new Finding.May(caller);
          case Decision.Refused refused -> new Finding.MayNot(denial(context, refused, attempt));
        };
      }
    };
  }

  /// Whether whoever asks may; leaves no record of a no.
  public boolean mayQuietly(RoutingContext context, AccountName account, Requirement needed) {
    return switch (actor(context)) {
      case Actor.Operator _ -> true;
      case Actor.Job _, Actor.Person _, Actor.Key _, Actor.LinkHolder _ -> throw neverOfRequests();
      case Actor.Presenting(var credentials) -> isAllowed(context, credentials, account, needed);
    };
  }

  private boolean isAllowed(
      RoutingContext context, Credentials credentials, AccountName account, Requirement needed) {
    return parts
            .authority()
            .rule(
                credentials,
                Where.account(account.value()).from(origin(context).address()),
                needed,
                parts.clock().instant())
            .decision()
        instanceof Decision.Allowed;
  }

  /// Whether whoever asked, and goes on listening, still may. That they listen is no use of their
  /// session.
  public boolean mayStill(RoutingContext context, AccountName account, Requirement needed) {
    if (isOperator(context)) {
      return true;
    }
    Presented presented = presented(context);
    String code = isBlank(presented) && takesSessions ? sessionCode(context) : null;
    Pass session = code == null ? null : session(context);
    boolean lacksFactor =
        session != null
            && !session.secondFactor()
            && parts.directory().rules(account).secondFactorRequired();
    Credentials credentials =
        code == null ? parts.reader().read(presented) : parts.sessions().standing(code);
    return !lacksFactor && isAllowed(context, credentials, account, needed);
  }

  /// Has the command carried out for whoever asks.
  public Outcome execute(RoutingContext context, Command command) {
    return execute(context, command, Conditions.NONE);
  }

  /// The same, if the conditions hold.
  public Outcome execute(RoutingContext context, Command command, Conditions conditions) {
    return parts.registry().execute(command, actor(context), origin(context), conditions);
  }

  /// Records a refused command and names its refusal.
  public Denial denial(RoutingContext context, Outcome.Denied denied) {
    return denial(context, denied.decision(), denied.attempt());
  }

  private Denial denial(RoutingContext context, Decision.Refused refused, Attempt attempt) {
    Origin origin = origin(context);
    RefusalId id =
        parts
            .refusals()
            .refused(
                new RefusedRequest(
                    refused,
                    attempt,
                    presented(context),
                    adapter,
                    origin.address(),
                    origin.requestId()));
    return switch (Answer.toCaller(refused)) {
      case Answer.Refuse refuse -> new Denial(refuse, id);
      case Answer.Pass _ -> throw new IllegalStateException("a refusal that passes");
    };
  }

  private static IllegalStateException neverOfRequests() {
    return new IllegalStateException("a request came from inside (expected: from a caller)");
  }

  /// Whoever asks.
  public Actor actor(RoutingContext context) {
    return isOperator(context)
        ? new Actor.Operator("local")
        : new Actor.Presenting(credentials(context));
  }

  /// What the request presents: a pair, a user token, or else the session of a browser.
  private Credentials credentials(RoutingContext context) {
    Presented presented = presented(context);
    String session = sessionCode(context);
    return session != null && takesSessions && !isUnsafe(context) && isBlank(presented)
        ? parts.sessions().credentials(session)
        : parts.reader().read(presented);
  }

  private static boolean isBlank(Presented presented) {
    return presented.keys().isEmpty()
        && presented.tokens().isEmpty()
        && presented.userTokens().isEmpty()
        && presented.accessTokens().isEmpty();
  }

  /// The person who asks; null where it is nobody who signed in.
  public @Nullable User person(RoutingContext context) {
    return credentials(context)
                instanceof Credentials.UserToken(Subject.OfUser(var id), var expiresAt)
            && parts.clock().instant().isBefore(expiresAt)
        ? parts.directory().user(id)
        : null;
  }

  /// Whether the account asks for a second factor, and the person who asks showed none. A user
  /// token is good if they have one, for then it was asked for.
  public boolean lacksFactor(RoutingContext context, AccountName account) {
    User user = parts.directory().rules(account).secondFactorRequired() ? person(context) : null;
    if (user == null || parts.directory().grant(account, new Holder.OfUser(user.id())) == null) {
      return false; // what a stranger may not do is told by the refusal
    }
    Pass session = isBlank(presented(context)) ? session(context) : null;
    return session == null
        ? !parts.directory().signIn(user.id()).asksForFactor()
        : !session.secondFactor();
  }

  /// The session that the request carries; null where it carries none that is good.
  public @Nullable Pass session(RoutingContext context) {
    String code = sessionCode(context);
    Pass session = code == null ? null : parts.sessions().good(Pass.Kind.SESSION, code);
    return session == null ? null : parts.sessions().lastUsed(session);
  }

  /// The code of the session in the request's cookie, good or not; null for none.
  public static @Nullable String sessionCode(RoutingContext context) {
    Cookie cookie = context.request().getCookie(Sessions.COOKIE);
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  /// Whether the request may change something and has no proof that a page of ours sent it.
  public static boolean isUnsafe(RoutingContext context) {
    HttpMethod method = context.request().method();
    return !method.equals(HttpMethod.GET)
        && !method.equals(HttpMethod.HEAD)
        && !"1".equals(context.request().getHeader(CSRF_HEADER));
  }

  /// What the client says it is, in visible characters.
  public static String userAgent(RoutingContext context) {
    String given = context.request().getHeader(HttpHeaders.USER_AGENT);
    StringBuilder visible = new StringBuilder();
    (given == null ? "" : given)
        .chars()
        .limit(LONGEST_USER_AGENT)
        .forEach(c -> visible.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
    return visible.toString();
  }

  /// Whether whoever asks runs the deployment.
  public boolean isOperator(RoutingContext context) {
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    return authorization != null
        && authorization.startsWith(BEARER)
        && parts.operator().matches(authorization.substring(BEARER.length()));
  }

  private static Presented presented(RoutingContext context) {
    return PresentedReader.read(context.request().headers(), context.request().query(), null);
  }

  /// Where the request came from, for the audit log.
  public static Origin origin(RoutingContext context) {
    String given = context.request().getHeader("X-Request-Id");
    var remote = context.request().remoteAddress();
    return new Origin(
        given != null && REQUEST_ID.matcher(given).matches() ? given : generated(context),
        remote == null ? null : remote.hostAddress());
  }

  private static String generated(RoutingContext context) {
    String known = context.get("requestId");
    if (known == null) {
      known = UUID.randomUUID().toString();
      context.put("requestId", known);
    }
    return known;
  }
}

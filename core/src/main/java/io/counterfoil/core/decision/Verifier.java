package io.counterfoil.core.decision;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.account.User;
import io.counterfoil.core.decision.Refusal.Revocation;
import io.counterfoil.core.decision.Refusal.Withdrawal;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.role.CataloguedOperation;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.RoleSet;
import io.counterfoil.core.role.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Decides whether a request may pass. Everything that refuses stands here, in the order of
/// [Stage]; nobody else owns a rule.
///
/// Pure but for its buffers, which it reuses so that judging a request that may pass allocates
/// nothing: it belongs to one thread.
public final class Verifier {
  private final Digester digester;
  private final long[] digest = new long[TokenDigest.WORDS];
  private final Standing standing = new Standing();

  /// A verifier that finds pairs by the digester's digests.
  public Verifier(Digester digester) {
    this.digester = digester;
  }

  /// Decides. Never throws for anything that a caller sent.
  public Decision decide(Snapshot snapshot, Attempt attempt) {
    return standing.toDecision(judge(snapshot, attempt));
  }

  /// Decides without an object to hold the decision: [#standing()] tells what was established.
  ///
  /// @return why the request may not pass; null where it may
  public @Nullable Refusal judge(Snapshot snapshot, Attempt attempt) {
    standing.begin(snapshot.revision());
    if (!snapshot.isReady()) {
      return new Refusal.VerifierNotReady();
    }
    Refusal found = judgeAsKnown(snapshot, attempt);
    long asOf = snapshot.freshness().asOf();
    return asOf == Long.MAX_VALUE ? found : unlessStale(snapshot, attempt, asOf, found);
  }

  private @Nullable Refusal judgeAsKnown(Snapshot snapshot, Attempt attempt) {
    Refusal refusal = edge(attempt.wanted());
    refusal = refusal == null ? known(snapshot, attempt) : refusal;
    refusal = refusal == null ? usable(attempt) : refusal;
    refusal = refusal == null ? place(snapshot, attempt) : refusal;
    return refusal == null ? granted(snapshot, attempt) : refusal;
  }

  /// A verifier that lost contact says so instead of what it found, once what it knows is older
  /// than the account allows; what the caller's own bytes are refused for stays.
  private @Nullable Refusal unlessStale(
      Snapshot snapshot, Attempt attempt, long asOf, @Nullable Refusal found) {
    long age = attempt.at().toEpochMilli() - asOf;
    if (age <= MaxStaleness.LEAST.millis()
        || found != null && found.code().stage().compareTo(Stage.KNOWN) < 0) {
      return found;
    }
    AccountName account = concerned(snapshot, attempt.where());
    MaxStaleness limit =
        account == null ? MaxStaleness.USUAL : snapshot.freshness().maxStaleness(account);
    return age <= limit.millis()
        ? found
        : new Refusal.VerifierStale(Instant.ofEpochMilli(asOf), snapshot.revision().token());
  }

  /// The account that a request is for, as far as can be told.
  private @Nullable AccountName concerned(Snapshot snapshot, Where where) {
    AccountView here = standing.account();
    if (here != null) {
      return here.account().name();
    }
    String named = where.account() != null ? where.account() : home();
    if (named != null) {
      return AccountName.isValid(named) ? new AccountName(named) : null;
    }
    String host = where.host();
    return host == null ? null : snapshot.accountOfHost(host);
  }

  /// Judges nothing: [#standing()] tells of the snapshot's revision alone.
  public void pass(Snapshot snapshot) {
    standing.begin(snapshot.revision());
  }

  /// What the last judgement established. It is filled anew by the next one.
  public Standing standing() {
    return standing;
  }

  private static @Nullable Refusal edge(Wanted wanted) {
    return switch (wanted) {
      case Wanted.Untold(var why) -> why;
      case Wanted.Call(_, RequestPath.Ambiguous(var what)) -> new Refusal.PathAmbiguous(what);
      case Wanted.Call(_, RequestPath.Canonical _), Wanted.Resources _ -> null;
    };
  }

  private @Nullable Refusal known(Snapshot snapshot, Attempt attempt) {
    return switch (attempt.credentials()) {
      case Credentials.Unusable(var why) -> why;
      case Credentials.Pair(var appKey, var token) -> {
        digester.pair(appKey, token, digest);
        yield snapshot.find(digest, standing.line()) ? foundPair() : new Refusal.PairUnknown();
      }
      case Credentials.UserToken(var subject, var expiresAt) ->
          attempt.at().isBefore(expiresAt)
              ? subject(snapshot, subject)
              : new Refusal.UserTokenExpired(expiresAt);
      case Credentials.AccessToken token -> accessToken(snapshot, token, attempt.at());
      case Credentials.Supposed(var subject) -> subject(snapshot, subject);
    };
  }

  /// An access token is as good as the pair that it was issued for, while it lasts.
  private @Nullable Refusal accessToken(
      Snapshot snapshot, Credentials.AccessToken token, Instant at) {
    if (!at.isBefore(token.expiresAt())) {
      return new Refusal.AccessTokenExpired(token.expiresAt());
    }
    long[] pair = token.pair().words();
    if (snapshot.find(pair, standing.line())) {
      standing.foundPair(pair[0]);
      return snapshot.isRevoked(token.id())
          ? new Refusal.AccessTokenRevoked(Withdrawal.REVOKED)
          : null;
    }
    if (!snapshot.find(token.appKey(), standing.line())) {
      return new Refusal.AccessTokenRevoked(Withdrawal.KEY_GONE);
    }
    standing.foundKey();
    return new Refusal.AccessTokenRevoked(Withdrawal.TOKEN_RETIRED);
  }

  private @Nullable Refusal subject(Snapshot snapshot, Subject subject) {
    switch (subject) {
      case Subject.OfKey(var appKey) -> {
        return snapshot.find(appKey, standing.line())
            ? foundKey()
            : new Refusal.UserTokenRevoked(Revocation.KEY_GONE);
      }
      case Subject.OfUser(var id) -> {
        User user = snapshot.user(id);
        if (user == null) {
          return new Refusal.UserTokenRevoked(Revocation.USER_GONE);
        }
        standing.found(user);
        return null;
      }
    }
  }

  private @Nullable Refusal foundPair() {
    standing.foundPair(digest[0]);
    return null;
  }

  private @Nullable Refusal foundKey() {
    standing.foundKey();
    return null;
  }

  private @Nullable Refusal usable(Attempt attempt) {
    KeyLine key = standing.key();
    if (key == null) {
      return null;
    }
    boolean exchanged = attempt.credentials() instanceof Credentials.UserToken;
    if (key.state() != KeyState.ACTIVE) {
      return exchanged ? new Refusal.UserTokenRevoked(Revocation.KEY_INACTIVE) : unusable(key);
    }
    if (key.isExpiredAt(attempt.at())) {
      return exchanged
          ? new Refusal.UserTokenRevoked(Revocation.KEY_EXPIRED)
          : new Refusal.KeyExpired(key.expiry());
    }
    AccountView home = key.home();
    return home == null || home.account().state() != AccountState.ACTIVE
        ? new Refusal.AccountInactive(key.key().account())
        : null;
  }

  private static Refusal unusable(KeyLine line) {
    Instant since = line.key().changedAt();
    return line.state() == KeyState.QUARANTINED
        ? new Refusal.KeyQuarantined(since)
        : new Refusal.KeyInactive(since);
  }

  private @Nullable Refusal place(Snapshot snapshot, Attempt attempt) {
    Where where = attempt.where();
    String host = where.host();
    AccountName ofHost = host == null ? null : snapshot.accountOfHost(host);
    String named = where.account() == null ? where.query() : where.account();
    if (where.query() != null && named != null && !named.equals(where.query())) {
      return new Refusal.AccountMismatch(where.query());
    }
    if (named != null && host != null && ofHost != null && !ofHost.value().equals(named)) {
      return new Refusal.HostNotOfAccount(host);
    }
    String asked = named != null ? named : ofHost != null ? ofHost.value() : home();
    AccountView here = asked == null ? null : account(snapshot, asked);
    RoleSet roles = here == null ? null : rolesIn(here);
    if (here == null || roles == null) {
      return new Refusal.AccountMismatch(asked == null ? "" : asked);
    }
    Scope scope = scope(attempt.credentials());
    standing.at(here, roles, scope == null ? roles : scope.of(roles));
    if (host != null
        && where.hostIsStated()
        && ofHost == null
        && !here.account().hosts().isEmpty()) {
      return new Refusal.HostNotOfAccount(host);
    }
    if (here.account().state() != AccountState.ACTIVE) {
      return new Refusal.AccountInactive(here.account().name());
    }
    KeyLine key = standing.key();
    return key == null ? null : AddressRule.check(key, where);
  }

  private static @Nullable Scope scope(Credentials credentials) {
    return credentials instanceof Credentials.AccessToken(_, _, _, var scope, _) ? scope : null;
  }

  /// Most keys call for the account that owns them, which came with their line.
  private @Nullable AccountView account(Snapshot snapshot, String name) {
    KeyLine key = standing.key();
    AccountView home = key == null ? null : key.home();
    return home != null && home.account().name().value().equals(name)
        ? home
        : snapshot.accountNamed(name);
  }

  private @Nullable String home() {
    KeyLine key = standing.key();
    AccountView home = key == null ? null : key.home();
    return home == null ? null : home.account().name().value();
  }

  /// A key of the account itself needs no second look-up: its roles came with its line.
  private @Nullable RoleSet rolesIn(AccountView here) {
    KeyLine key = standing.key();
    AccountView home = key == null ? null : key.home();
    if (key != null && home != null && home.account().number() == here.account().number()) {
      return key.roles();
    }
    Caller caller = standing.caller();
    return caller == null ? null : here.rolesOf(caller);
  }

  private @Nullable Refusal granted(Snapshot snapshot, Attempt attempt) {
    return switch (attempt.wanted()) {
      case Wanted.Untold(var why) -> why;
      case Wanted.Call(_, RequestPath.Ambiguous(var what)) -> new Refusal.PathAmbiguous(what);
      case Wanted.Call(var method, RequestPath.Canonical path) -> {
        CataloguedOperation found = snapshot.catalogue().catalogued(method, path);
        if (found == null) {
          yield new Refusal.OperationUnknown(method, path.value());
        }
        standing.calls(found);
        yield granted(attempt.credentials(), found);
      }
      case Wanted.Resources(var requirement) -> granted(requirement);
    };
  }

  private @Nullable Refusal granted(Credentials credentials, CataloguedOperation found) {
    Operation operation = found.operation();
    return accepts(credentials, operation)
        ? granted(operation.requirement(), found.need().isMetBy(standing.roles()))
        : new Refusal.CredentialKindNotAccepted(operation, presented(credentials));
  }

  private @Nullable Refusal granted(Requirement requirement) {
    return granted(requirement, standing.roles().meets(requirement));
  }

  private @Nullable Refusal granted(Requirement requirement, boolean isMet) {
    if (standing.held().isEmpty()) {
      return new Refusal.RoleMissing(requirement);
    }
    if (isMet && !standing.roles().isEmpty()) {
      return null;
    }
    return standing.held() != standing.roles() && standing.held().meets(requirement)
        ? new Refusal.ScopeTooNarrow(requirement)
        : new Refusal.ResourceMissing(requirement);
  }

  private static boolean accepts(Credentials credentials, Operation operation) {
    return credentials instanceof Credentials.Supposed
        || operation.accepts().contains(presented(credentials));
  }

  private static CredentialKind presented(Credentials credentials) {
    return credentials instanceof Credentials.UserToken
        ? CredentialKind.USER_TOKEN
        : CredentialKind.PAIR;
  }
}

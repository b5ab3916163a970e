package io.counterfoil.core.decision;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.User;
import io.counterfoil.core.decision.Refusal.Revocation;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.RoleSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Decides whether a request may pass. Everything that refuses stands here, in the order of
/// [Stage]; nobody else owns a rule.
///
/// Pure but for the digester's reused hash state: it belongs to one thread.
public final class Verifier {
  private final Digester digester;

  /// A verifier that finds pairs by the digester's digests.
  public Verifier(Digester digester) {
    this.digester = digester;
  }

  /// Decides. Never throws for anything that a caller sent.
  public Decision decide(Snapshot snapshot, Attempt attempt) {
    if (!snapshot.isReady()) {
      return new Decision.Refused(snapshot.revision(), new Refusal.VerifierNotReady(), null, null);
    }
    return new Course(snapshot, attempt).run();
  }

  /// One decision under way: what has been established so far.
  private final class Course {
    private final Snapshot snapshot;
    private final Attempt attempt;
    private @Nullable Caller caller;
    private @Nullable AccountView place;

    Course(Snapshot snapshot, Attempt attempt) {
      this.snapshot = snapshot;
      this.attempt = attempt;
    }

    Decision run() {
      var revision = snapshot.revision();
      Refusal refusal = edge();
      refusal = refusal == null ? known() : refusal;
      refusal = refusal == null ? usable() : refusal;
      refusal = refusal == null ? place() : refusal;
      Caller who = caller;
      AccountView here = place;
      if (refusal != null || who == null || here == null) {
        return new Decision.Refused(
            revision,
            refusal == null ? new Refusal.PairUnknown() : refusal,
            who,
            here == null ? null : here.account().name());
      }
      AccountName account = here.account().name();
      RoleSet roles = here.rolesOf(who);
      if (roles == null) {
        return new Decision.Refused(
            revision, new Refusal.AccountMismatch(account.value()), who, account);
      }
      refusal = granted(roles);
      return refusal != null
          ? new Decision.Refused(revision, refusal, who, account)
          : new Decision.Allowed(revision, who, account, roles);
    }

    private @Nullable Refusal edge() {
      return switch (attempt.wanted()) {
        case Wanted.Untold(var why) -> why;
        case Wanted.Call(_, RequestPath.Ambiguous(var what)) -> new Refusal.PathAmbiguous(what);
        case Wanted.Call(_, RequestPath.Canonical _), Wanted.Resources _ -> null;
      };
    }

    private @Nullable Refusal known() {
      return switch (attempt.credentials()) {
        case Credentials.Unusable(var why) -> why;
        case Credentials.Pair(var appKey, var token) -> {
          ApiKey key = snapshot.find(digester.pair(appKey, token));
          yield key == null ? new Refusal.PairUnknown() : found(new Caller.Key(key));
        }
        case Credentials.UserToken(var subject, var expiresAt) ->
            attempt.at().isBefore(expiresAt)
                ? subject(subject)
                : new Refusal.UserTokenExpired(expiresAt);
        case Credentials.Supposed(var subject) -> subject(subject);
      };
    }

    private @Nullable Refusal subject(Subject subject) {
      switch (subject) {
        case Subject.OfKey(var appKey) -> {
          ApiKey key = snapshot.key(appKey);
          return key == null
              ? new Refusal.UserTokenRevoked(Revocation.KEY_GONE)
              : found(new Caller.Key(key));
        }
        case Subject.OfUser(var id) -> {
          User user = snapshot.user(id);
          return user == null
              ? new Refusal.UserTokenRevoked(Revocation.USER_GONE)
              : found(new Caller.Person(user));
        }
      }
    }

    private @Nullable Refusal found(Caller who) {
      caller = who;
      return null;
    }

    private @Nullable Refusal usable() {
      if (!(caller instanceof Caller.Key(var key))) {
        return null;
      }
      boolean exchanged = attempt.credentials() instanceof Credentials.UserToken;
      Instant expiry = key.expiresAt();
      if (key.state() != KeyState.ACTIVE) {
        return exchanged
            ? new Refusal.UserTokenRevoked(Revocation.KEY_INACTIVE)
            : new Refusal.KeyInactive(key.changedAt());
      }
      if (expiry != null && key.isExpiredAt(attempt.at())) {
        return exchanged
            ? new Refusal.UserTokenRevoked(Revocation.KEY_EXPIRED)
            : new Refusal.KeyExpired(expiry);
      }
      AccountView home = snapshot.account(key.account());
      return home == null || home.account().state() != AccountState.ACTIVE
          ? new Refusal.AccountInactive(key.account())
          : null;
    }

    private @Nullable Refusal place() {
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
      if (asked == null || !AccountName.isValid(asked)) {
        return new Refusal.AccountMismatch(asked == null ? "" : asked);
      }
      AccountView here = snapshot.account(new AccountName(asked));
      if (here == null || caller == null || here.rolesOf(caller) == null) {
        return new Refusal.AccountMismatch(asked);
      }
      place = here;
      if (host != null
          && where.hostIsStated()
          && ofHost == null
          && !here.account().hosts().isEmpty()) {
        return new Refusal.HostNotOfAccount(host);
      }
      return here.account().state() == AccountState.ACTIVE
          ? null
          : new Refusal.AccountInactive(here.account().name());
    }

    private @Nullable String home() {
      AccountName home = caller == null ? null : caller.home();
      return home == null ? null : home.value();
    }

    private @Nullable Refusal granted(RoleSet roles) {
      return switch (attempt.wanted()) {
        case Wanted.Untold(var why) -> why;
        case Wanted.Call(_, RequestPath.Ambiguous(var what)) -> new Refusal.PathAmbiguous(what);
        case Wanted.Call(var method, RequestPath.Canonical path) -> {
          Operation operation = snapshot.catalogue().find(method, path);
          if (operation == null) {
            yield new Refusal.OperationUnknown(method, path.value());
          }
          yield accepts(operation)
              ? granted(roles, operation.requirement())
              : new Refusal.CredentialKindNotAccepted(operation, presented());
        }
        case Wanted.Resources(var requirement) -> granted(roles, requirement);
      };
    }

    private @Nullable Refusal granted(RoleSet roles, Requirement requirement) {
      if (roles.isEmpty()) {
        return new Refusal.RoleMissing(requirement);
      }
      return roles.meets(requirement) ? null : new Refusal.ResourceMissing(requirement);
    }

    private boolean accepts(Operation operation) {
      return attempt.credentials() instanceof Credentials.Supposed
          || operation.accepts().contains(presented());
    }

    private CredentialKind presented() {
      return attempt.credentials() instanceof Credentials.UserToken
          ? CredentialKind.USER_TOKEN
          : CredentialKind.PAIR;
    }
  }
}

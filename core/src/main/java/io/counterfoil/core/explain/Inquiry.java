package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One request, asked again and again: each refusal is supposed repaired until it is allowed.
/// Whether the credential itself was right is taken for granted.
final class Inquiry {
  private static final int MOST_STEPS = 12;

  /// Stands in for the token that was not kept; the supposed snapshot looks at none.
  private static final AppToken ANY = AppToken.of("any");

  private final Verifier verifier;
  private final Fixes fixes;
  private final Question question;
  private final Subject subject;
  private final Instant at;
  private final Supposing world;
  private Credentials credentials;
  private Where where;
  private Wanted wanted;
  private final List<Refusal> obstacles = new ArrayList<>();
  private final Set<Fix> repairs = new LinkedHashSet<>();
  private @Nullable Decision last;

  Inquiry(Verifier verifier, Fixes fixes, Snapshot now, Question question, Subject subject) {
    this.verifier = verifier;
    this.fixes = fixes;
    this.question = question;
    this.subject = subject;
    at = question.at();
    where = known(question.where());
    wanted = question.wanted();
    world = new Supposing(now, subject instanceof Subject.OfKey(var name) ? name : null);
    credentials = presented(question.kind());
  }

  /// Where nobody can tell what was presented it is taken for granted as well, but for a key that
  /// is gone: a pair of it is unknown.
  private Credentials presented(@Nullable CredentialKind kind) {
    if (kind == CredentialKind.USER_TOKEN) {
      return new Credentials.UserToken(subject, Instant.MAX);
    }
    return subject instanceof Subject.OfKey(var name)
            && (kind == CredentialKind.PAIR || world.key(name) == null)
        ? new Credentials.Pair(name, ANY)
        : new Credentials.Supposed(subject);
  }

  /// Of an address that was not kept nothing can be said, so it is taken to be an allowed one.
  private static Where known(Where said) {
    return said.client() == null ? said.from(Where.ANYWHERE) : said;
  }

  /// Asks until it is allowed, nothing more can be supposed, or a dozen refusals were found.
  Inquiry ask() {
    while (obstacles.size() < MOST_STEPS) {
      last = verifier.decide(world, new Attempt(credentials, where, wanted, at));
      if (!(last instanceof Decision.Refused refused) || obstacles.contains(refused.refusal())) {
        break;
      }
      obstacles.add(refused.refusal());
      repairs.addAll(fixes.of(world, refused, question));
      if (!suppose(refused)) {
        break;
      }
    }
    return this;
  }

  /// What was decided once all that could be supposed was; null where nothing was asked.
  @Nullable Decision last() {
    return last;
  }

  /// Every refusal, in order.
  List<Refusal> obstacles() {
    return obstacles;
  }

  /// What would repair them, in order.
  Set<Fix> repairs() {
    return repairs;
  }

  /// False where the refusal cannot be supposed repaired.
  private boolean suppose(Decision.Refused refused) {
    Caller caller = refused.caller();
    return switch (refused.refusal()) {
      case Refusal.OriginalRequestMissing _,
          Refusal.ForwardedHeadersConflict _,
          Refusal.PathAmbiguous _,
          Refusal.OperationUnknown _ ->
          supposeWanted(new Wanted.Resources(new Requirement.Nothing()));
      case Refusal.KeyInactive _,
          Refusal.KeyQuarantined _,
          Refusal.KeyExpired _,
          Refusal.UserTokenRevoked _ ->
          supposeActive(caller);
      case Refusal.AccountInactive(var account) -> world.activate(account);
      case Refusal.AccountMismatch(var asked) -> supposeAt(asked, caller);
      case Refusal.HostNotOfAccount _ ->
          supposeWhere(new Where(where.account(), null, false, where.query(), where.client()));
      case Refusal.AddressNotAllowed _ -> supposeWhere(where.from(Where.ANYWHERE));
      case Refusal.CredentialKindNotAccepted _ -> {
        credentials = new Credentials.Supposed(subject);
        yield true;
      }
      case Refusal.RoleMissing(var needed) -> supposeRole(refused.account(), caller, needed);
      case Refusal.ResourceMissing(var needed) -> supposeRole(refused.account(), caller, needed);
      case Refusal.CredentialsMissing _,
          Refusal.AppKeyMissing _,
          Refusal.AppTokenMissing _,
          Refusal.CredentialsDuplicated _,
          Refusal.CredentialsConflict _,
          Refusal.CredentialsInWrongPlace _,
          Refusal.AppKeyMalformed _,
          Refusal.AppTokenMalformed _,
          Refusal.CredentialsSwapped _,
          Refusal.ChecksumMismatch _,
          Refusal.PairUnknown _,
          Refusal.UserTokenInvalid _,
          Refusal.UserTokenExpired _,
          Refusal.AccessTokenInvalid _,
          Refusal.AccessTokenExpired _,
          Refusal.AccessTokenRevoked _,
          Refusal.ScopeTooNarrow _,
          Refusal.RateLimited _,
          Refusal.SponsorRequired _,
          Refusal.VerifierStale _,
          Refusal.VerifierNotReady _,
          Refusal.VerifierBusy _ ->
          false;
    };
  }

  private boolean supposeWanted(Wanted other) {
    wanted = other;
    return true;
  }

  private boolean supposeWhere(Where other) {
    where = other;
    return true;
  }

  private boolean supposeActive(@Nullable Caller caller) {
    if (caller instanceof Caller.Key(var key)) {
      world.activate(key);
      return true;
    }
    return false;
  }

  private boolean supposeRole(
      @Nullable AccountName account, @Nullable Caller caller, Requirement needed) {
    return account != null && caller != null && world.grant(account, caller, needed);
  }

  /// Sources that disagree are supposed to agree with the proxy's; a key is supposed added to an
  /// account that exists; else it is supposed to call its own.
  private boolean supposeAt(String asked, @Nullable Caller caller) {
    if (where.account() != null && where.query() != null) {
      return supposeWhere(
          new Where(where.account(), where.host(), where.hostIsStated(), null, where.client()));
    }
    if (caller == null) {
      return false;
    }
    return AccountName.isValid(asked) && world.admit(new AccountName(asked), caller)
        || caller.home() != null && supposeWhere(Where.UNSAID.from(where.client()));
  }
}

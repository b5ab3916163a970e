package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.explain.Question;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is remembered of a refusal. Every field is on a list of what may be kept; no value of a
/// credential header is, unless it is the name of a key that exists.
///
/// @param refusal null where only the sealed summary is left
/// @param account whose people may read it; null where no account could be told
/// @param appKey the presented key, if one of that name exists or existed
/// @param user who presented a user token, if it was authentic and spoke for a person
/// @param revision the number of the revision that was decided at
/// @param method null where it was not told
/// @param route the template of the operation; the path itself, with what looks like ids masked,
///   where no operation was meant; null where it was not told
/// @param needed the resources that an administrative call asked for; empty for other calls
/// @param where what the request said of the account that it was for
/// @param sameValue the day's tag of the secret that was presented, to tell that the same one came
///   again; null where none was, or it was a right one
public record DecisionRecord(
    RefusalId id,
    Instant at,
    RefusalCode code,
    @Nullable Refusal refusal,
    @Nullable AccountName account,
    @Nullable AppKey appKey,
    @Nullable UserId user,
    long revision,
    @Nullable String method,
    @Nullable String route,
    List<String> needed,
    Where where,
    String adapter,
    @Nullable String address,
    List<Evidence> evidence,
    @Nullable String sameValue) {

  private static final Set<RefusalCode> OF_USER_TOKENS =
      EnumSet.of(
          RefusalCode.USER_TOKEN_INVALID,
          RefusalCode.USER_TOKEN_EXPIRED,
          RefusalCode.USER_TOKEN_REVOKED);
  private static final Set<RefusalCode> OF_PAIRS =
      EnumSet.of(
          RefusalCode.KEY_INACTIVE,
          RefusalCode.KEY_EXPIRED,
          RefusalCode.KEY_QUARANTINED,
          RefusalCode.ACCESS_TOKEN_EXPIRED,
          RefusalCode.ACCESS_TOKEN_REVOKED,
          RefusalCode.SCOPE_TOO_NARROW);

  public DecisionRecord {
    needed = List.copyOf(needed);
    evidence = List.copyOf(evidence);
  }

  /// The original host; null where it was not told.
  public @Nullable String host() {
    return where.host();
  }

  /// Whether only the summary that the id seals is left.
  public boolean isSummary() {
    return refusal == null;
  }

  /// What there is left to ask of the request; null where only the summary is left.
  ///
  /// @param now the instant to judge it by
  public @Nullable Question question(Instant now) {
    return refusal == null
        ? null
        : new Question(refusal, subject(), kind(refusal), where, wanted(refusal), evidence, now);
  }

  private @Nullable Subject subject() {
    if (user != null) {
      return new Subject.OfUser(user);
    }
    AppKey named =
        appKey != null
            ? appKey
            : evidence.stream()
                .map(Evidence::key)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    return named == null ? null : new Subject.OfKey(named);
  }

  private @Nullable CredentialKind kind(Refusal why) {
    if (why instanceof Refusal.CredentialKindNotAccepted(_, var presented)) {
      return presented;
    }
    RefusalCode reason = why.code();
    if (user != null || OF_USER_TOKENS.contains(reason)) {
      return CredentialKind.USER_TOKEN;
    }
    return reason.stage().compareTo(Stage.KNOWN) <= 0 || OF_PAIRS.contains(reason)
        ? CredentialKind.PAIR
        : null;
  }

  private Wanted wanted(Refusal why) {
    if (method != null && route != null) {
      return new Wanted.Call(method, new RequestPath.Canonical(route));
    }
    if (why.code().stage() == Stage.EDGE) {
      return new Wanted.Untold(why);
    }
    if (why instanceof Refusal.RoleMissing(var asked)) {
      return new Wanted.Resources(asked);
    }
    if (why instanceof Refusal.ResourceMissing(var asked)) {
      return new Wanted.Resources(asked);
    }
    if (why instanceof Refusal.ScopeTooNarrow(var asked)) {
      return new Wanted.Resources(asked);
    }
    return new Wanted.Resources(
        needed.isEmpty()
            ? new Requirement.Nothing()
            : Requirement.anyOf(needed.stream().map(ResourceKey::new).toList()));
  }
}

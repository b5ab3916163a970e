package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.key.AppKey;
import java.time.Instant;
import java.util.List;
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
    List<Evidence> evidence) {

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
}

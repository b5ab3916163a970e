package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Archive;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.explain.Question;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Asks about requests that nobody made: with the bytes of a credential, or for a key whose
/// credential is taken for granted. Nothing of them is kept, logged or counted.
///
/// Thread-safe: one request at a time.
public final class Trial {
  private static final String ADAPTER = "trial";

  private final Archive archive;
  private final Attribution attribution;
  private final Verifier verifier;
  private final Witness witness;

  /// @param verifying and `witnessing` are used by this trial alone
  public Trial(Archive archive, Digester verifying, Digester witnessing) {
    this.archive = archive;
    attribution = new Attribution(archive);
    verifier = new Verifier(verifying);
    witness = new Witness(witnessing, archive);
  }

  /// What was found out.
  ///
  /// @param decision what was decided; null for a hypothetical, which the explainer decides
  /// @param account whose people may read it; null where no account could be told
  /// @param spokenOf the account that an unknown key's name speaks of, whether or not it exists;
  ///   null for none
  /// @param key the key that it is about; null for none that exists or existed
  public record Tried(
      @Nullable Decision decision,
      @Nullable AccountName account,
      @Nullable AccountName spokenOf,
      @Nullable ApiKey key,
      Question question) {

    /// The same, and what else the holder should be allowed.
    public Tried withAlso(List<Requirement> also) {
      return new Tried(decision, account, spokenOf, key, question.withAlso(also));
    }
  }

  /// Tries a request with the values that it presents.
  public synchronized Tried of(Snapshot now, Attempt attempt, Presented presented) {
    Decision decision = verifier.decide(now, attempt);
    return switch (decision) {
      case Decision.Allowed(_, var caller, var account, _) -> {
        ApiKey key = caller instanceof Caller.Key(var own) ? own : null;
        yield new Tried(
            decision, account, null, key, question(attempt, null, subject(caller), List.of()));
      }
      case Decision.Refused refused -> refused(now, attempt, presented, refused);
    };
  }

  private Tried refused(
      Snapshot now, Attempt attempt, Presented presented, Decision.Refused refused) {
    var request = new RefusedRequest(refused, attempt, presented, ADAPTER, null, null);
    List<Evidence> evidence = witness.examine(now, refused.refusal(), presented);
    ApiKey named = attribution.key(request, refused.caller());
    AccountName account = attribution.account(now, request, named, evidence);
    ApiKey key = named != null ? named : ofEvidence(evidence);
    Caller caller = refused.caller();
    Subject subject =
        caller != null ? subject(caller) : key == null ? null : new Subject.OfKey(key.appKey());
    return new Tried(
        refused,
        account,
        key == null ? spokenOf(presented) : null,
        key,
        question(attempt, refused.refusal(), subject, evidence));
  }

  private static @Nullable AccountName spokenOf(Presented presented) {
    return presented.keys().size() == 1 && AppKey.isValid(presented.keys().getFirst())
        ? new AppKey(presented.keys().getFirst()).accountSpokenOf()
        : null;
  }

  private @Nullable ApiKey ofEvidence(List<Evidence> evidence) {
    return evidence.stream()
        .map(Evidence::key)
        .filter(Objects::nonNull)
        .map(archive::everKnown)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Subject subject(Caller caller) {
    return switch (caller) {
      case Caller.Key(var key) -> new Subject.OfKey(key.appKey());
      case Caller.Person(var user) -> new Subject.OfUser(user.id());
    };
  }

  private static Question question(
      Attempt attempt, @Nullable Refusal refusal, @Nullable Subject subject, List<Evidence> found) {
    CredentialKind kind =
        switch (attempt.credentials()) {
          case Credentials.UserToken _, Credentials.Unusable(Refusal.UserTokenInvalid _) ->
              CredentialKind.USER_TOKEN;
          case Credentials _ -> CredentialKind.PAIR;
        };
    return new Question(
        refusal, subject, kind, attempt.where(), attempt.wanted(), found, attempt.at());
  }

  /// Asks for a key as if it had presented its right token.
  public synchronized Tried of(AppKey name, Where where, Wanted wanted, Instant at) {
    List<Evidence> evidence = witness.examine(name);
    ApiKey exact = archive.everKnown(name);
    ApiKey key = exact == null ? ofEvidence(evidence) : exact;
    var question =
        new Question(
            null, new Subject.OfKey(name), CredentialKind.PAIR, where, wanted, evidence, at);
    return new Tried(null, key == null ? null : key.account(), null, key, question);
  }
}

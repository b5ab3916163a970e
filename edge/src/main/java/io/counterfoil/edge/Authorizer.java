package io.counterfoil.edge;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Standing;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.log.RefusedRequest;
import io.counterfoil.core.usage.UseCounter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Decides on a proxy's question and answers it. Belongs to one event loop, as its verifier does.
final class Authorizer {
  private final EdgeParts parts;
  private final CredentialReader credentials;
  private final Verifier verifier;
  private final DecisionCounters counters;
  private final UseCounter uses;
  private final HeaderFields ownFields = new HeaderFields();
  private final RoleNames roleNames = new RoleNames();
  private Revision lastRevision = Revision.NONE;
  private String lastToken = Revision.NONE.token();

  Authorizer(EdgeParts parts, DecisionCounters counters) {
    this.parts = parts;
    this.counters = counters;
    uses = parts.uses().counter();
    credentials = new CredentialReader(parts.userTokens());
    verifier = new Verifier(new Digester(parts.keys()));
  }

  /// Answers, from the headers alone.
  void answer(Question question) {
    answer(question, ownFields.read(question.headers()));
  }

  /// The same where the headers were read already. Waits a moment where the request asks for a
  /// revision that is about to come.
  void answer(Question question, HeaderFields headers) {
    AtLeast asked = AtLeast.of(headers);
    Snapshot snapshot = parts.snapshot().get();
    if (asked != null && !asked.isReachedBy(snapshot) && asked.isNear(snapshot)) {
      asked.await(parts.snapshot(), () -> again(question, asked, null));
    } else {
      answer(question, headers, asked, null);
    }
  }

  /// @param asked the revision that the request asks for
  /// @param found what was found out about the pair since the request was first looked at
  private void answer(
      Question question,
      HeaderFields headers,
      @Nullable AtLeast asked,
      FirstUses.@Nullable Finding found) {
    long began = System.nanoTime();
    OriginalRequest original = question.original(headers);
    Presented presented =
        PresentedReader.read(headers, original.query(), original.where().account());
    Attempt attempt =
        new Attempt(
            credentials.read(presented),
            original.where().from(question.client(parts.client(), headers)),
            original.wanted(),
            parts.clock().instant());
    Refusal refusal = judge(asked, attempt);
    RateTerms rate = RateTerms.NONE;
    if (refusal instanceof Refusal.PairUnknown) {
      CompletionStage<FirstUses.Finding> finding = found == null ? firstUse(attempt) : null;
      if (finding != null) {
        onLoop(finding, then -> again(question, asked, then));
        return;
      }
      if (found instanceof FirstUses.Finding.Busy(var retrySeconds)) {
        rate = RateTerms.retry(retrySeconds);
        refusal = new Refusal.VerifierBusy(retrySeconds);
      }
    }
    Standing standing = verifier.standing();
    KeyLine key = standing.key();
    if (refusal == null && key != null && key.isRestricted()) {
      rate = RateTerms.take(parts.limiter(), key, attempt.at());
      refusal = rate.refusal();
    }
    AccountView account = standing.account();
    if (refusal == null && account != null) {
      question.allow(passage(standing, account, presented, Origin.requestId(headers), rate));
      parts.usage().passed(standing, attempt.at(), new UsageOrigin(attempt, question.headers()));
      uses.passed(standing, attempt);
    } else {
      Refusal why = refusal == null ? new Refusal.PairUnknown() : refusal;
      RefusalId id = log(question, headers, why, attempt, presented);
      question.refuse(new Denial(Answer.toCaller(why), id, rate));
      uses.refused(standing, attempt, why.code());
    }
    counters.count(
        question.adapter(), refusal == null ? null : refusal.code(), System.nanoTime() - began);
  }

  private RefusalId log(
      Question question, HeaderFields headers, Refusal why, Attempt attempt, Presented presented) {
    Standing standing = verifier.standing();
    AccountView account = standing.account();
    return parts
        .log()
        .refused(
            new RefusedRequest(
                why,
                standing.revision(),
                account == null ? null : account.account().name(),
                standing.callerLater()::get,
                attempt,
                presented,
                question.adapter().label(),
                question.seenFrom(headers),
                Origin.requestId(headers)));
  }

  /// The headers that are read belong to the loop, and hold another request's by now.
  private void again(
      Question question, @Nullable AtLeast asked, FirstUses.@Nullable Finding found) {
    if (!question.isGone()) {
      answer(question, ownFields.read(question.headers()), asked, found);
    }
  }

  /// Judges, unless the revision that the request asks for is not there yet.
  private @Nullable Refusal judge(@Nullable AtLeast asked, Attempt attempt) {
    Snapshot snapshot = parts.snapshot().get();
    if (asked == null || !snapshot.isReady() || asked.isReachedBy(snapshot)) {
      return verifier.judge(snapshot, attempt);
    }
    verifier.pass(snapshot);
    long asOf = snapshot.freshness().asOf();
    return new Refusal.VerifierStale(
        asOf == Long.MAX_VALUE ? attempt.at() : Instant.ofEpochMilli(asOf),
        snapshot.revision().token());
  }

  private @Nullable CompletionStage<FirstUses.Finding> firstUse(Attempt attempt) {
    return attempt.credentials() instanceof Credentials.Pair(var appKey, var token)
        ? parts.firstUses().recognise(appKey, token, attempt.where().client())
        : null;
  }

  /// Goes on with what was found out, on the event loop that asked.
  private static void onLoop(
      CompletionStage<FirstUses.Finding> finding, Consumer<FirstUses.Finding> then) {
    Context loop = Objects.requireNonNull(Vertx.currentContext());
    finding.thenAccept(found -> loop.runOnContext(_ -> then.accept(found)));
  }

  private Passage passage(
      Standing standing, AccountView account, Presented presented, String id, RateTerms rate) {
    return new Passage(
        account.account().name().value(),
        name(standing, presented),
        label(standing),
        roleNames.of(standing.roles()),
        token(standing.revision()),
        id,
        rate);
  }

  /// The key's name: what a pair that was found was presented under is the name itself.
  private static String name(Standing standing, Presented presented) {
    User person = standing.person();
    if (person != null) {
      return HeaderText.of(person.email().value());
    }
    KeyLine key = standing.key();
    boolean isNamed = presented.keys().size() == 1 && !presented.keys().getFirst().isEmpty();
    return isNamed || key == null ? presented.keys().getFirst() : key.key().appKey().value();
  }

  private String token(Revision revision) {
    if (!revision.equals(lastRevision)) {
      lastToken = revision.token();
      lastRevision = revision;
    }
    return lastToken;
  }

  private static String label(Standing standing) {
    User person = standing.person();
    KeyLine key = standing.key();
    return HeaderText.of(person != null ? person.name() : key == null ? "" : key.label());
  }
}

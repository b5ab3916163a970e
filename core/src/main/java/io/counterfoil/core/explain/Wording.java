package io.counterfoil.core.explain;

import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.explain.Explanation.WouldPass;
import io.counterfoil.core.role.CredentialKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that is said of refusals to people, in one language. Sentences are in lower case,
/// without a full stop and with values in backticks; titles and pages are written out.
///
/// What is said to a caller is made from what [Answer] lets out, and from nothing else.
public abstract sealed class Wording permits EnglishWording, PortugueseWording, SpanishWording {
  Wording() {}

  /// The wording in the language.
  public static Wording in(Language language) {
    return switch (language) {
      case ENGLISH -> EnglishWording.INSTANCE;
      case PORTUGUESE -> PortugueseWording.INSTANCE;
      case SPANISH -> SpanishWording.INSTANCE;
    };
  }

  /// A few words that name what happened.
  public final String title(RefusalCode code) {
    return page(code).title();
  }

  /// One sentence for the caller: what is wrong and what to do.
  public final String detail(Answer.Refuse answer) {
    Map<String, String> facts = new HashMap<>();
    answer.facts().forEach((name, value) -> facts.put(name, fact(name, value)));
    facts.put("needed", Phrases.needed(answer.needed(), this));
    facts.put("hints", hints(answer.hints()));
    return Phrases.filled(page(answer.code()).detail(), facts);
  }

  /// What happened, for the code's own page: a few sentences.
  public final String happened(RefusalCode code) {
    return page(code).happened();
  }

  /// What to do, for the code's own page: a few sentences.
  public final String repair(RefusalCode code) {
    return page(code).repair();
  }

  /// A request that is refused so and what it should be; the same in every language.
  public final String example(RefusalCode code) {
    return Examples.of(code);
  }

  /// One sentence for the account's people: what [#detail] says, and what a caller may not know.
  public final String refusal(Refusal refusal) {
    String moreThanTold = moreThanTold(refusal);
    return moreThanTold == null ? told(refusal) : moreThanTold;
  }

  /// What the presented value shows by itself, such as "it is in quotes".
  public abstract String hint(Hint hint);

  /// One sentence for the account's people.
  public abstract String sentence(Evidence evidence);

  /// One sentence that says what to do.
  public abstract String sentence(Fix fix);

  /// One sentence that says whether the request would pass today.
  public abstract String wouldPass(WouldPass wouldPass);

  /// What a check makes sure of, in a few words.
  public abstract String stage(Stage stage);

  /// What a check looked at and found in order.
  public abstract String observation(Observation seen);

  /// What is said where nobody can tell.
  public abstract String untold();

  /// Where the token that followed a retired one is in use.
  ///
  /// @param from the network; null where it is not known
  public abstract String successorUsed(Instant at, @Nullable String from);

  /// What the check expects.
  public final String expected(Check check) {
    Refusal refusal = check.refusal();
    return check.stage() == Stage.ALLOWED && refusal != null && !refusal.needed().keys().isEmpty()
        ? expectationOf(Phrases.needed(refusal.needed(), this))
        : expectation(check.stage());
  }

  /// What the check saw.
  public final String seen(Check check) {
    Refusal refusal = check.refusal();
    Observation seen = check.seen();
    if (refusal != null) {
      return refusal(refusal);
    }
    return seen == null ? untold() : observation(seen);
  }

  abstract String expectation(Stage stage);

  abstract String expectationOf(String resources);

  private String fact(String name, String value) {
    return name.equals("presented") ? kind(CredentialKind.valueOf(value)) : Phrases.quoted(value);
  }

  private String told(Refusal refusal) {
    return detail(Answer.toCaller(refusal));
  }

  private String hints(List<Hint> hints) {
    return hints.isEmpty()
        ? ""
        : hints.stream().map(this::hint).collect(Collectors.joining(", ", " (", ")"));
  }

  /// What is said of the code.
  abstract Page page(RefusalCode code);

  /// What the account's people are told where they may know more than the caller; null where they
  /// may not, or there is no more.
  abstract @Nullable String moreThanTold(Refusal refusal);

  /// A kind of credential, as the object of a sentence.
  abstract String kind(CredentialKind kind);

  /// The word between the last two of which one will do.
  abstract String or();

  /// The word between the last two of which all are needed.
  abstract String and();

  /// What is needed where no particular resource is.
  abstract String anyResource();
}

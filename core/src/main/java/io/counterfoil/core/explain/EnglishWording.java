package io.counterfoil.core.explain;

import static io.counterfoil.core.explain.Phrases.list;
import static io.counterfoil.core.explain.Phrases.moment;
import static io.counterfoil.core.explain.Phrases.quoted;

import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Refusal.Revocation;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.explain.Evidence.Alteration;
import io.counterfoil.core.explain.Explanation.WouldPass;
import io.counterfoil.core.role.CredentialKind;
import org.jspecify.annotations.Nullable;

/// English.
final class EnglishWording extends Wording {
  static final Wording INSTANCE = new EnglishWording();

  @Override
  Page page(RefusalCode code) {
    return EnglishPages.of(code);
  }

  @Override
  @Nullable String moreThanTold(Refusal refusal) {
    if (refusal instanceof Refusal.CredentialKindNotAccepted(var operation, var presented)) {
      return quoted(operation) + " does not take " + kind(presented);
    }
    if (refusal instanceof Refusal.UserTokenRevoked(var because)) {
      return "the user token was revoked before its time: " + revocation(because);
    }
    return refusal instanceof Refusal.PairUnknown
        ? "no active pair of appKey and appToken matches what was sent; the evidence says what"
            + " does not fit"
        : null;
  }

  private static String revocation(Revocation because) {
    return switch (because) {
      case KEY_INACTIVE -> "its key is switched off";
      case KEY_EXPIRED -> "its key has expired";
      case KEY_GONE -> "its key was deleted";
      case USER_GONE -> "its user was removed";
    };
  }

  @Override
  public String hint(Hint hint) {
    return switch (hint) {
      case INNER_SPACE -> "there is a blank in it";
      case INVISIBLE_CHARACTER -> "there is a character in it that cannot be seen";
      case LOOKALIKE_CHARACTER -> "there is a letter in it that is not ASCII and may look like one";
      case QUOTED -> "there are quotes around it or in it";
      case PERCENT_ENCODED -> "it is percent-encoded";
      case SCHEME_PREFIX -> "a word such as `Bearer` stands before it";
      case PLACEHOLDER -> "it is a placeholder or the name of a variable, not a value";
      case TRUNCATED -> "its end is missing";
      case TOO_LONG -> "it is too long";
      case CONTROL_CHARACTER -> "there is a control character in it, such as a line break";
      case USER_TOKEN_IN_ITS_PLACE -> "it is a user token, which belongs in a header of its own";
    };
  }

  @Override
  public String sentence(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Seen(var hint) -> "the value shows it: " + hint(hint);
      case Evidence.KeyUnknown _ -> "no key of that name was ever known";
      case Evidence.KeyDiffersByCase(var actual) ->
          "no key has that name, but " + quoted(actual) + " differs from it by letter case alone";
      case Evidence.KeyDeleted(var key, var at) ->
          "the key " + quoted(key) + " was deleted on " + moment(at);
      case Evidence.TokenWrong(var key) ->
          "the key " + quoted(key) + " is known, and the token is none of its own";
      case Evidence.TokenMatchesIf(var key, var alteration, var position) ->
          "the token would be the one of "
              + quoted(key)
              + " "
              + alteration(alteration)
              + (position > 0 ? " (from character " + position + " on)" : "");
      case Evidence.TokenRetired(var key, var at, var by, var since) ->
          "the token was the one of "
              + quoted(key)
              + " until "
              + quoted(by)
              + " finished a renewal on "
              + moment(at)
              + "; its successor has existed since "
              + moment(since);
      case Evidence.TokenOfOtherKey(var other, var label) ->
          "the token belongs to another key of the account: "
              + quoted(other)
              + ", labelled "
              + quoted(label);
      case Evidence.PairSwapped(var key) ->
          "the values are the pair of " + quoted(key) + ", each in the other's place";
    };
  }

  private static String alteration(Alteration alteration) {
    return switch (alteration) {
      case LETTER_CASE_IGNORED -> "if letter case did not count; it does";
      case BLANKS_REMOVED -> "without the blanks in it";
      case QUOTES_REMOVED -> "without the quotes around it";
      case PERCENT_DECODED -> "if it were percent-decoded";
      case SCHEME_REMOVED -> "without the word before it";
      case INVISIBLE_REMOVED -> "without the characters in it that cannot be seen";
      case LOOKALIKES_REPLACED -> "if its lookalike letters were the ASCII ones";
    };
  }

  @Override
  public String sentence(Fix fix) {
    return switch (fix) {
      case Fix.LinkRole(var role, var excess) when excess.isEmpty() ->
          "link the role " + quoted(role.name()) + ", which grants nothing beyond what is needed";
      case Fix.LinkRole(var role, var excess) ->
          "link the role "
              + quoted(role.name())
              + ", which grants "
              + excess.size()
              + (excess.size() == 1 ? " resource" : " resources")
              + " beyond what is needed";
      case Fix.CreateRole(var resources) ->
          "create a role that grants only " + list(resources, and()) + ", and link it";
      case Fix.WidenRole(var role, var resource, var alsoGains) ->
          "add "
              + quoted(resource)
              + " to the role "
              + quoted(role.name())
              + ", which is linked already; "
              + others(alsoGains);
      case Fix.ActivateKey(var key) ->
          "switch the key " + quoted(key) + " on under Account settings > API keys";
      case Fix.ActivateAccount(var account) ->
          "have the Sponsor or the operator switch the account " + quoted(account) + " on";
      case Fix.AddExternalKey(var key, var account) ->
          "have the Sponsor of "
              + quoted(account)
              + " add "
              + quoted(key)
              + " there as an external key";
      case Fix.Advice _ -> "do as the page of this refusal's code says";
    };
  }

  private static String others(int count) {
    return switch (count) {
      case 0 -> "nobody else has it";
      case 1 -> "1 other holder gains it too";
      default -> count + " other holders gain it too";
    };
  }

  @Override
  public String wouldPass(WouldPass wouldPass) {
    return switch (wouldPass) {
      case YES -> "the same request would pass now";
      case NO -> "the same request would still be refused";
      case WITH_THE_RIGHT_TOKEN -> "the request would pass now with the right token";
      case UNKNOWN -> "too little was kept of the request to tell whether it would pass now";
    };
  }

  @Override
  String kind(CredentialKind kind) {
    return switch (kind) {
      case PAIR -> "a pair of appKey and appToken";
      case USER_TOKEN -> "a user token";
    };
  }

  @Override
  String or() {
    return "or";
  }

  @Override
  String and() {
    return "and";
  }

  @Override
  String anyResource() {
    return "any resource";
  }
}

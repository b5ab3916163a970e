package io.counterfoil.core.explain;

import static io.counterfoil.core.explain.Phrases.list;
import static io.counterfoil.core.explain.Phrases.moment;
import static io.counterfoil.core.explain.Phrases.names;
import static io.counterfoil.core.explain.Phrases.needed;
import static io.counterfoil.core.explain.Phrases.quoted;
import static io.counterfoil.core.explain.Phrases.texts;

import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Refusal.Revocation;
import io.counterfoil.core.decision.Refusal.Withdrawal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.explain.Evidence.Alteration;
import io.counterfoil.core.explain.Explanation.WouldPass;
import io.counterfoil.core.role.CredentialKind;
import java.time.Instant;
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
    if (refusal instanceof Refusal.AccessTokenRevoked(var because)) {
      return "the access token was revoked before its time: " + withdrawal(because);
    }
    return refusal instanceof Refusal.PairUnknown
        ? "no active pair of appKey and appToken matches what was sent; the evidence says what"
            + " does not fit"
        : null;
  }

  private static String withdrawal(Withdrawal because) {
    return switch (because) {
      case TOKEN_RETIRED -> "the key's token that it was issued for was replaced";
      case KEY_GONE -> "its key was deleted";
      case REVOKED -> "somebody took it back";
    };
  }

  private static String revocation(Revocation because) {
    return switch (because) {
      case KEY_INACTIVE -> "its key is switched off";
      case KEY_EXPIRED -> "its key has expired";
      case KEY_GONE -> "its key was deleted";
      case USER_GONE -> "its user was removed";
      case SIGNED_OUT -> "all that its user had signed in before was ended";
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
      case Evidence.KeyDeleted(_, var key, var at, _) ->
          "the key " + quoted(key) + " was deleted on " + moment(at);
      case Evidence.TokenWrong(var key) ->
          "the key " + quoted(key) + " is known, and the token is none of its own";
      case Evidence.TokenMatchesIf(var key, var alteration, var position, var count) ->
          "the token is the one of "
              + quoted(key)
              + " if "
              + alteration(alteration, position, count);
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

  private static String alteration(Alteration alteration, int position, int count) {
    return switch (alteration) {
      case LETTER_CASE_IGNORED -> "letter case is ignored; it counts";
      case BLANKS_REMOVED ->
          count == 1
              ? "the blank at position " + position + " is removed"
              : "the " + count + " blanks from position " + position + " on are removed";
      case QUOTES_REMOVED -> "the quotes are removed, the first at position " + position;
      case PERCENT_DECODED -> "it is percent-decoded from position " + position + " on";
      case SCHEME_REMOVED -> "the word before it is removed";
      case INVISIBLE_REMOVED ->
          count == 1
              ? "the invisible character at position " + position + " is removed"
              : "the "
                  + count
                  + " invisible characters from position "
                  + position
                  + " on are removed";
      case LOOKALIKES_REPLACED ->
          "each lookalike letter becomes the ASCII one, the first at position " + position;
    };
  }

  @Override
  public String sentence(Fix fix) {
    return switch (fix) {
      case Fix.LinkRoles(_, var roles, var excess, _) ->
          (roles.size() == 1 ? "link the role " : "link the roles ")
              + names(roles, and())
              + (excess.isEmpty()
                  ? ", nothing beyond what is needed"
                  : ", "
                      + excess.size()
                      + (excess.size() == 1 ? " resource" : " resources")
                      + " beyond what is needed");
      case Fix.CreateRole(_, var resources) ->
          "create a role that grants only " + list(resources, and()) + ", and link it";
      case Fix.WidenRole(_, var role, var resources, var alsoGain) ->
          "add "
              + list(resources, and())
              + " to the role "
              + quoted(role.name())
              + ", which is linked already; "
              + others(alsoGain.size());
      case Fix.ActivateKey(_, var key) ->
          "switch the key " + quoted(key) + " on under Account settings > API keys";
      case Fix.RestoreKey(_, var key) -> "take the deletion of the key " + quoted(key) + " back";
      case Fix.ExtendKey(_, var key, var until) ->
          "let the key " + quoted(key) + " be used until " + moment(until);
      case Fix.AllowAddress(_, var key, var address) ->
          "let the key " + quoted(key) + " be used from " + quoted(address) + " too";
      case Fix.RenewToken(_, var key) ->
          "if no exact copy of the token is left, issue another one of "
              + quoted(key)
              + "; the old one goes on working until the renewal is finished";
      case Fix.ReplaceToken(_, var key) ->
          "replace the token of "
              + quoted(key)
              + ", whose old one goes at once, and release the key";
      case Fix.ActivateAccount(var account) ->
          "have the operator switch the account " + quoted(account) + " on";
      case Fix.AddHost(var account, var host) ->
          "add " + quoted(host) + " to the hosts of the account " + quoted(account);
      case Fix.AddExternalKey(var key, var account) ->
          "add " + quoted(key) + " to the account " + quoted(account) + " as an external key";
      case Fix.Advice(var code) -> repair(code);
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
  public String stage(Stage stage) {
    return switch (stage) {
      case EDGE -> "The request is clear";
      case PRESENTED -> "A credential was sent";
      case WELL_FORMED -> "The values could be right";
      case KNOWN -> "The credential exists";
      case USABLE -> "It is in use";
      case PLACE -> "It is meant for this account";
      case OPERATION -> "The call is known";
      case ALLOWED -> "The roles suffice";
      case LIMITS -> "The rate is kept";
      case SYSTEM -> "The server is ready";
    };
  }

  @Override
  String expectation(Stage stage) {
    return switch (stage) {
      case EDGE -> "one method and one path that everybody reads alike";
      case PRESENTED ->
          "one credential: `X-VTEX-API-AppKey` with `X-VTEX-API-AppToken`, or a user token";
      case WELL_FORMED -> "values exactly as they were issued";
      case KNOWN -> "an appKey and an appToken that belong together";
      case USABLE -> "a key that is switched on and has not expired, of an active account";
      case PLACE -> "the key's own account or one that added it, a host of it, an allowed address";
      case OPERATION -> "a call of the catalogue that takes this kind of credential";
      case ALLOWED -> "a role that grants what the call needs";
      case LIMITS -> "no more calls than the key's rate allows";
      case SYSTEM -> "a verifier that has loaded its keys";
    };
  }

  @Override
  String expectationOf(String resources) {
    return "a role that grants " + resources;
  }

  @Override
  public String observation(Observation seen) {
    return switch (seen) {
      case Observation.Call(var method, var path) -> quoted(method + " " + path);
      case Observation.Credential(var kind) -> kind(kind);
      case Observation.Values _ -> "nothing that could not be right";
      case Observation.Key(var name, var label) ->
          "the key " + quoted(name) + (label == null ? "" : ", labelled " + quoted(label));
      case Observation.Person(var email) -> "the user " + quoted(email);
      case Observation.Usable(var until) ->
          until == null ? "switched on, without expiry" : "switched on, until " + moment(until);
      case Observation.Place(var account) -> "the account " + quoted(account);
      case Observation.Matched(var operation) -> quoted(operation) + " (" + operation.name() + ")";
      case Observation.Roles(var names, var needed) when names.isEmpty() ->
          "several roles that together grant " + needed(needed, this);
      case Observation.Roles(var names, var needed) ->
          "the roles " + texts(names, and()) + ", which grant " + needed(needed, this);
      case Observation.Rate(var rate) ->
          rate == null ? "no limit is set" : rate.requests() + " in " + rate.seconds() + " s";
    };
  }

  @Override
  public String untold() {
    return "too little was sent or kept to tell";
  }

  @Override
  public String successorUsed(Instant at, @Nullable String from) {
    return "its successor was last used on "
        + moment(at)
        + (from == null ? "" : " from " + quoted(from));
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

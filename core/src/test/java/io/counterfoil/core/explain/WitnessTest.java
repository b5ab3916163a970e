package io.counterfoil.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Evidence.Alteration;
import io.counterfoil.core.explain.Evidence.KeyDeleted;
import io.counterfoil.core.explain.Evidence.KeyDiffersByCase;
import io.counterfoil.core.explain.Evidence.KeyUnknown;
import io.counterfoil.core.explain.Evidence.PairSwapped;
import io.counterfoil.core.explain.Evidence.Seen;
import io.counterfoil.core.explain.Evidence.TokenMatchesIf;
import io.counterfoil.core.explain.Evidence.TokenOfOtherKey;
import io.counterfoil.core.explain.Evidence.TokenRetired;
import io.counterfoil.core.explain.Evidence.TokenWrong;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.role.Requirement;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What went wrong with a pasted credential is recognised, whatever editors and shells did to it,
/// and none of it is ever admitted.
class WitnessTest {
  private static final String NAME = "appkey-acme-QXZKWM";
  private final World world = new World();
  private final ApiKey key = world.issue(World.ACME, NAME);
  private final String token = world.tokenOf(key);
  private final Witness witness = new Witness(world.digester, world);

  /// Decides as a server would, and has the refusal examined.
  private List<Evidence> evidence(String appKey, String appToken) {
    Presented presented = Presented.pair(appKey, appToken);
    var credentials = new CredentialReader(UserTokenReader.NONE).read(presented);
    var wanted = new Wanted.Resources(new Requirement.Nothing());
    var attempt = new Attempt(credentials, Where.UNSAID, wanted, World.NOON);
    var refused = (Decision.Refused) new Verifier(world.digester).decide(world, attempt);
    return witness.examine(world, refused.refusal(), presented).stream()
        .map(WitnessTest::withoutCount)
        .toList();
  }

  private static Evidence withoutCount(Evidence evidence) {
    return evidence instanceof TokenMatchesIf(var key, var alteration, var position, _)
        ? new TokenMatchesIf(key, alteration, position, 0)
        : evidence;
  }

  private TokenMatchesIf matchesIf(Alteration alteration, int position) {
    return new TokenMatchesIf(key.appKey(), alteration, position, 0);
  }

  private static String other() {
    return TokenFormat.generate(new Random(4)).reveal();
  }

  @Test
  void aKeyThatNeverWasIsUnknown() {
    assertThat(evidence("appkey-acme-NOTONE", other())).containsExactly(new KeyUnknown());
    assertThat(evidence("legacy", token)).containsExactly(new KeyUnknown());
  }

  @Test
  void ofAMistypedKeyItsAccountRecognisesTheToken_andNoOtherAccountDoes() {
    assertThat(evidence("appkey-acme-QXZKWN", token))
        .containsExactly(new KeyUnknown(), new TokenOfOtherKey(key.appKey(), key.label()));
    assertThat(evidence("appkey-beta-QXZKWM", token)).containsExactly(new KeyUnknown());
  }

  @Test
  void aKeyInAnotherLetterCaseIsRecognised() {
    assertThat(evidence(NAME.toLowerCase(Locale.ROOT), token))
        .containsExactly(new KeyDiffersByCase(key.appKey()));
    assertThat(evidence(NAME.toUpperCase(Locale.ROOT), other()))
        .containsExactly(new KeyDiffersByCase(key.appKey()), new TokenWrong(key.appKey()));
  }

  @Test
  void aDeletedKeyIsRemembered() {
    world.put(key.with(KeyState.DELETED, World.NOON));

    assertThat(evidence(NAME, token))
        .containsExactly(new KeyDeleted(World.ACME, key.appKey(), World.NOON, null));
  }

  @Test
  void anotherTokenIsWrong() {
    assertThat(evidence(NAME, other())).containsExactly(new TokenWrong(key.appKey()));
  }

  @Test
  void aTokenInAnotherLetterCaseIsRecognised_thoughItsChecksumFails() {
    assertThat(evidence(NAME, "cft_" + token.substring(4).toLowerCase(Locale.ROOT)))
        .containsExactly(matchesIf(Alteration.LETTER_CASE_IGNORED, 0));
    assertThat(evidence(NAME, token.toUpperCase(Locale.ROOT)))
        .containsExactly(matchesIf(Alteration.LETTER_CASE_IGNORED, 0));
  }

  @Test
  void aBlankInsideTheTokenIsFound_withItsPlace() {
    assertThat(evidence(NAME, token.substring(0, 20) + " " + token.substring(20)))
        .containsExactly(new Seen(Hint.INNER_SPACE), matchesIf(Alteration.BLANKS_REMOVED, 21));
  }

  @Test
  void aLineBreakAfterTheTokenIsFound() {
    assertThat(evidence(NAME, token + "\n"))
        .contains(matchesIf(Alteration.BLANKS_REMOVED, TokenFormat.LENGTH + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"%s\"", "'%s'", "`%s`", "\u201c%s\u201d", "\u00ab%s\u00bb", "' %s '"})
  void quotesAroundTheTokenAreFound(String quoting) {
    assertThat(evidence(NAME, quoting.formatted(token)))
        .contains(new Seen(Hint.QUOTED), matchesIf(Alteration.QUOTES_REMOVED, 1));
  }

  @Test
  void aPercentEncodedTokenIsFound() {
    String encoded = token.replace("_", "%5F");

    assertThat(evidence(NAME, encoded))
        .containsExactly(new Seen(Hint.PERCENT_ENCODED), matchesIf(Alteration.PERCENT_DECODED, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "Token ", "apikey=", "Key: "})
  void aSchemeBeforeTheTokenIsFound(String prefix) {
    assertThat(evidence(NAME, prefix + token))
        .contains(new Seen(Hint.SCHEME_PREFIX), matchesIf(Alteration.SCHEME_REMOVED, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\ufeff", "\u200b", "\u2060", "\u00ad", "\u2028", "\u0007"})
  void aCharacterThatCannotBeSeenIsFound(String invisible) {
    assertThat(evidence(NAME, token.substring(0, 9) + invisible + token.substring(9)))
        .contains(matchesIf(Alteration.INVISIBLE_REMOVED, 10));
  }

  @Test
  void lookalikeLettersAreFound() {
    assertThat(evidence(NAME, "\u0441" + token.substring(1)))
        .containsExactly(
            new Seen(Hint.LOOKALIKE_CHARACTER), matchesIf(Alteration.LOOKALIKES_REPLACED, 1));
    assertThat(evidence(NAME, token.substring(0, 3) + "\uff3f" + token.substring(4)))
        .contains(matchesIf(Alteration.LOOKALIKES_REPLACED, 4));
  }

  @Test
  void aTokenThatARenewalRetiredIsRemembered_withWhoRetiredIt() {
    world.renew(key, World.NOON, "user:bia@example.com");

    assertThat(evidence(NAME, token))
        .containsExactly(
            new TokenRetired(key.appKey(), World.NOON, "user:bia@example.com", World.NOON));
  }

  @Test
  void aTokenOfAnotherKeyOfTheAccountIsRecognised_andOneOfAnotherAccountIsNot() {
    ApiKey second = world.issue(World.ACME, "appkey-acme-SECOND");
    ApiKey foreign = world.issue(World.BETA, "appkey-beta-FOREIG");

    assertThat(evidence(NAME, world.tokenOf(second)))
        .containsExactly(new TokenOfOtherKey(second.appKey(), second.label()));
    assertThat(evidence(NAME, world.tokenOf(foreign)))
        .containsExactly(new TokenWrong(key.appKey()));
  }

  @Test
  void swappedValuesAreRecognised_byShapeAndWithoutOne() {
    assertThat(evidence(token, NAME)).containsExactly(new PairSwapped(key.appKey()));
    ApiKey imported = imported("legacy", "s3cret");
    assertThat(evidence("s3cret", "legacy")).containsExactly(new PairSwapped(imported.appKey()));
  }

  private ApiKey imported(String name, String secret) {
    ApiKey issued = world.issue(World.ACME, name);
    var counterpart =
        world.digester.counterpart(World.ACME, issued.appKey(), AppToken.of(secret), World.NOON);
    ApiKey changed =
        new ApiKey(
            issued.id(),
            issued.account(),
            issued.appKey(),
            issued.label(),
            issued.state(),
            new Tokens.Settled(counterpart),
            issued.retired(),
            issued.createdAt(),
            issued.createdBy(),
            null,
            issued.changedAt());
    world.put(changed);
    return changed;
  }

  @Test
  void aKeyThatIsMalformedIsCleanedToSayMoreOfTheToken() {
    assertThat(evidence("\"" + NAME + "\"", other()))
        .containsExactly(new Seen(Hint.QUOTED), new TokenWrong(key.appKey()));
    assertThat(evidence("\"" + NAME + "\"", "\"" + token + "\""))
        .containsExactly(new Seen(Hint.QUOTED), matchesIf(Alteration.QUOTES_REMOVED, 1));
    assertThat(evidence("\"" + NAME + "\"", token)).containsExactly(new Seen(Hint.QUOTED));
    assertThat(evidence("{{appKey}}", token)).containsExactly(new Seen(Hint.PLACEHOLDER));
  }

  @Test
  void oneWrongCharacterIsOnlyATokenThatIsWrong() {
    char wrong = token.charAt(30) == 'x' ? 'y' : 'x';

    assertThat(evidence(NAME, token.substring(0, 30) + wrong + token.substring(31)))
        .containsExactly(new TokenWrong(key.appKey()));
  }

  @Test
  void whileATokenIsRenewedEitherIsCompared() {
    world.put(
        key.renewing(
            world.digester.counterpart(
                World.ACME, key.appKey(), AppToken.of(other()), World.NOON)));

    assertThat(evidence(NAME, "\"" + token + "\""))
        .contains(matchesIf(Alteration.QUOTES_REMOVED, 1));
    assertThat(evidence(NAME, "\"" + other() + "\""))
        .contains(matchesIf(Alteration.QUOTES_REMOVED, 1));
  }

  @Test
  void ofOtherRefusalsNothingIsExamined() {
    Presented presented = Presented.pair(NAME, other());

    assertThat(witness.examine(world, new Refusal.CredentialsConflict(), presented)).isEmpty();
    assertThat(witness.examine(world, new Refusal.PairUnknown(), Presented.NOTHING)).isEmpty();
  }

  @Test
  void whatIsFarTooLongOrExpandsIsExaminedWithoutFail() {
    assertThat(evidence(NAME, "x".repeat(9_000))).containsExactly(new Seen(Hint.TOO_LONG));
    assertThat(evidence(NAME, "\ufdfa".repeat(1_000))).contains(new TokenWrong(key.appKey()));
  }

  @Test
  void evidenceNeverPrintsAValue() {
    for (String value :
        List.of(token + " ", "\"" + token, other(), token.toUpperCase(Locale.ROOT))) {
      assertThat(evidence(NAME, value).toString())
          .doesNotContainIgnoringCase(value.strip().substring(4, 16));
    }
  }
}

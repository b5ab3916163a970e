package io.counterfoil.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Refusal.Revocation;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Evidence.Alteration;
import io.counterfoil.core.explain.Explanation.WouldPass;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Requirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything is said in every language, and a caller is told nothing but what may be told.
class WordingTest {
  private static final AppKey KEY = new AppKey("appkey-acme-QXZKWM");
  private static final Holder OTHER = new Holder.OfKey(new KeyId(new UUID(5, 6)));
  private static final Beneficiary TO =
      new Beneficiary(World.ACME, new Holder.OfKey(new KeyId(new UUID(5, 5))), KEY.value());
  private static final Requirement EITHER = Requirement.anyOf(List.of(World.VIEW, World.EDIT));
  private static final Requirement BOTH = Requirement.allOf(List.of(World.VIEW, World.EDIT));

  static List<Refusal> refusals() {
    return List.of(
        new Refusal.OriginalRequestMissing("X-Original-URI"),
        new Refusal.ForwardedHeadersConflict("two hosts"),
        new Refusal.PathAmbiguous("a dot segment"),
        new Refusal.CredentialsMissing(),
        new Refusal.AppKeyMissing(),
        new Refusal.AppTokenMissing(),
        new Refusal.CredentialsDuplicated("X-VTEX-API-AppKey"),
        new Refusal.CredentialsConflict(),
        new Refusal.CredentialsInWrongPlace("the query"),
        new Refusal.AppKeyMalformed(List.of(Hint.QUOTED)),
        new Refusal.AppTokenMalformed(List.of(Hint.TRUNCATED, Hint.INNER_SPACE)),
        new Refusal.CredentialsSwapped(),
        new Refusal.ChecksumMismatch(),
        new Refusal.PairUnknown(),
        new Refusal.UserTokenInvalid(),
        new Refusal.KeyInactive(World.NOON),
        new Refusal.KeyExpired(World.NOON),
        new Refusal.KeyQuarantined(World.NOON),
        new Refusal.AccountInactive(World.ACME),
        new Refusal.UserTokenExpired(World.NOON),
        new Refusal.UserTokenRevoked(Revocation.KEY_GONE),
        new Refusal.UserTokenRevoked(Revocation.SIGNED_OUT),
        new Refusal.AccessTokenInvalid(),
        new Refusal.AccessTokenExpired(World.NOON),
        new Refusal.AccessTokenRevoked(Refusal.Withdrawal.TOKEN_RETIRED),
        new Refusal.AccessTokenRevoked(Refusal.Withdrawal.KEY_GONE),
        new Refusal.AccessTokenRevoked(Refusal.Withdrawal.REVOKED),
        new Refusal.AccountMismatch("beta"),
        new Refusal.HostNotOfAccount("shop.example.com"),
        new Refusal.AddressNotAllowed("198.51.100.7"),
        new Refusal.RateLimited(new RateLimit(100, 60), 7),
        new Refusal.OperationUnknown("GET", "/nowhere"),
        new Refusal.CredentialKindNotAccepted(
            World.operation("GET", "/me", EITHER, Set.of(CredentialKind.USER_TOKEN)),
            CredentialKind.PAIR),
        new Refusal.RoleMissing(EITHER),
        new Refusal.ResourceMissing(BOTH),
        new Refusal.SponsorRequired(),
        new Refusal.VerifierStale(World.NOON, "7.0a1b2c3d"),
        new Refusal.VerifierNotReady(),
        new Refusal.VerifierBusy(5));
  }

  static List<Evidence> evidence() {
    List<Evidence> all =
        new ArrayList<>(
            List.of(
                new Evidence.KeyUnknown(),
                new Evidence.KeyDiffersByCase(KEY),
                new Evidence.KeyDeleted(World.ACME, KEY, World.NOON, null),
                new Evidence.TokenWrong(KEY),
                new Evidence.TokenRetired(KEY, World.NOON, "user:ana@example.com", World.NOON),
                new Evidence.TokenOfOtherKey(KEY, "the ERP"),
                new Evidence.PairSwapped(KEY)));
    for (Hint hint : Hint.values()) {
      all.add(new Evidence.Seen(hint));
    }
    for (Alteration alteration : Alteration.values()) {
      all.add(new Evidence.TokenMatchesIf(KEY, alteration, 3, 1));
    }
    return all;
  }

  static List<Fix> fixes() {
    return List.of(
        new Fix.LinkRoles(TO, World.VIEWER, List.of()),
        new Fix.LinkRoles(TO, World.EDITOR, List.of(World.EDIT)),
        new Fix.LinkRoles(TO, World.OWNER, List.of(World.EDIT, World.COUNT)),
        new Fix.LinkRoles(TO, List.of(World.VIEWER, World.EDITOR), List.of(), true),
        new Fix.CreateRole(TO, List.of(World.VIEW)),
        new Fix.CreateRole(TO, List.of(World.VIEW, World.EDIT, World.COUNT)),
        new Fix.WidenRole(TO, World.VIEWER, List.of(World.EDIT), List.of()),
        new Fix.WidenRole(TO, World.VIEWER, List.of(World.EDIT), List.of(OTHER)),
        new Fix.WidenRole(TO, World.VIEWER, List.of(World.EDIT), List.of(OTHER, OTHER)),
        new Fix.ActivateKey(World.ACME, KEY),
        new Fix.RestoreKey(World.ACME, KEY),
        new Fix.ExtendKey(World.ACME, KEY, World.NOON),
        new Fix.AllowAddress(World.ACME, KEY, "192.0.2.7"),
        new Fix.RenewToken(World.ACME, KEY),
        new Fix.ReplaceToken(World.ACME, KEY),
        new Fix.ActivateAccount(World.ACME),
        new Fix.AddHost(World.ACME, "acme.example.com"),
        new Fix.AddExternalKey(KEY, World.BETA));
  }

  static List<Observation> observations() {
    return List.of(
        new Observation.Call("GET", "/orders/{id}"),
        new Observation.Credential(CredentialKind.PAIR),
        new Observation.Values(),
        new Observation.Key("appkey-acme-QXZKWM", "ERP"),
        new Observation.Person("ana@example.com"),
        new Observation.Usable(null),
        new Observation.Usable(World.NOON),
        new Observation.Place(World.ACME),
        new Observation.Roles(List.of("Order viewer"), EITHER),
        new Observation.Roles(List.of(), BOTH),
        new Observation.Rate(null));
  }

  /// What a language says of everything.
  private static List<String> all(Wording wording) {
    return Stream.of(
            codes(wording::title),
            codes(wording::happened),
            codes(wording::repair),
            codes(code -> wording.detail(bare(code))),
            refusals().stream().map(wording::refusal),
            evidence().stream().map(wording::sentence),
            fixes().stream().map(wording::sentence),
            Arrays.stream(Hint.values()).map(wording::hint),
            Arrays.stream(Stage.values()).map(wording::stage),
            Arrays.stream(Stage.values())
                .map(stage -> wording.expected(new Check(stage, Check.Verdict.PASSED, null, null))),
            observations().stream().map(wording::observation).filter(text -> !text.startsWith("`")),
            Stream.of(
                wording.untold(),
                wording.successorUsed(World.NOON, null),
                wording.successorUsed(World.NOON, "10.0.0.0/24")),
            Arrays.stream(WouldPass.values()).map(wording::wouldPass))
        .flatMap(Function.identity())
        .toList();
  }

  private static Stream<String> codes(Function<RefusalCode, String> text) {
    return Arrays.stream(RefusalCode.values()).map(text);
  }

  private static Answer.Refuse bare(RefusalCode code) {
    return new Answer.Refuse(code, List.of(), new Requirement.Nothing(), Map.of());
  }

  private static Answer.Refuse told(Refusal refusal) {
    return (Answer.Refuse)
        Answer.toCaller(new Decision.Refused(Revision.NONE, refusal, null, null));
  }

  @ParameterizedTest
  @EnumSource
  void everythingIsSaid_andNoTwoCodesAlike(Language language) {
    Wording wording = Wording.in(language);

    assertThat(all(wording)).noneMatch(String::isBlank);
    assertThat(codes(wording::title)).doesNotHaveDuplicates();
    assertThat(codes(wording::happened)).doesNotHaveDuplicates();
    assertThat(evidence().stream().map(wording::sentence)).doesNotHaveDuplicates();
    assertThat(fixes().stream().map(wording::sentence)).doesNotHaveDuplicates();
  }

  @Test
  void noLanguageFallsBackToAnother() {
    List<String> english = all(Wording.in(Language.ENGLISH));
    List<String> portuguese = all(Wording.in(Language.PORTUGUESE));
    List<String> spanish = all(Wording.in(Language.SPANISH));

    assertThat(new HashSet<>(english)).doesNotContainAnyElementsOf(portuguese);
    assertThat(new HashSet<>(english)).doesNotContainAnyElementsOf(spanish);
    assertThat(new HashSet<>(spanish)).doesNotContainAnyElementsOf(portuguese);
  }

  @ParameterizedTest
  @EnumSource
  void sentencesAreInLowerCaseWithoutAFullStop_andPagesAreWrittenOut(Language language) {
    Wording wording = Wording.in(language);

    for (Refusal refusal : refusals()) {
      assertThat(wording.refusal(refusal)).matches("[\\p{Ll}`].*[^.]");
      assertThat(wording.happened(refusal.code())).matches("(?s)\\p{Lu}.*\\.");
      assertThat(wording.repair(refusal.code())).matches("(?s)\\p{Lu}.*\\.");
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aSentenceHasAllItsFacts(Refusal refusal) {
    for (Language language : Language.values()) {
      String detail = Wording.in(language).detail(told(refusal));

      assertThat(detail).doesNotContain("{", "}", "?");
      told(refusal)
          .facts()
          .forEach((name, value) -> {
            if (!name.equals("presented")) {
              assertThat(detail).contains("`" + value + "`");
            }
          });
    }
  }

  @Test
  void whatIsNeededStandsInTheSentence() {
    Wording english = Wording.in(Language.ENGLISH);

    assertThat(english.detail(told(new Refusal.RoleMissing(EITHER))))
        .isEqualTo(
            "this key or user has no role in the account; link one that grants `EditOrders` or"
                + " `ViewOrders` under Account settings");
    assertThat(english.detail(told(new Refusal.ResourceMissing(BOTH))))
        .contains("`EditOrders` and `ViewOrders`");
    assertThat(english.detail(told(new Refusal.RoleMissing(new Requirement.Nothing()))))
        .contains("any resource");
    assertThat(Wording.in(Language.PORTUGUESE).detail(told(new Refusal.RoleMissing(EITHER))))
        .contains("`EditOrders` ou `ViewOrders`");
  }

  @Test
  void hintsStandInTheSentence() {
    assertThat(
            Wording.in(Language.ENGLISH)
                .detail(told(new Refusal.AppTokenMalformed(List.of(Hint.QUOTED, Hint.TRUNCATED)))))
        .isEqualTo(
            "the appToken cannot be one (there are quotes around it or in it, its end is missing);"
                + " send it exactly as it was issued");
  }

  @Test
  void whatACallerWroteIsMadeSafe_andNotReadAsATemplate() {
    Wording english = Wording.in(Language.ENGLISH);

    assertThat(english.detail(told(new Refusal.AccountMismatch("a`\n{needed}$1\\"))))
        .contains("`a??{needed}$1\\`");
    assertThat(english.detail(told(new Refusal.OperationUnknown("GET", "/x".repeat(500)))))
        .hasSizeLessThan(300);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeHasAnExampleThatNamesWhatToDoInstead(RefusalCode code) {
    assertThat(Wording.in(Language.SPANISH).example(code)).contains("->\n").endsWith("\n");
  }

  /// Two worlds that differ only in what exists behind the presented key give one answer.
  @Test
  void whatIsToldOfAnUnknownPairIsTheSameWhateverExists() {
    AppKey name = new AppKey("appkey-acme-QXZKWM");
    AppToken wrong = TokenFormat.generate(new Random(3));
    for (Language language : Language.values()) {
      assertThat(
              worlds(name)
                  .map(world -> decide(world, name, wrong))
                  .map(Answer::toCaller)
                  .map(answer -> answer + Wording.in(language).detail((Answer.Refuse) answer))
                  .distinct())
          .hasSize(1);
    }
  }

  private static Stream<World> worlds(AppKey name) {
    return Stream.<Consumer<World>>of(
            world -> {},
            world -> world.issue(World.ACME, name.value()),
            world -> world.issue(World.BETA, name.value()),
            world -> world.issue(World.ACME, name.value().toLowerCase(Locale.ROOT)),
            world -> state(world, name, KeyState.INACTIVE),
            world -> state(world, name, KeyState.DELETED),
            world -> {
              ApiKey key = world.issue(World.ACME, name.value());
              world.link(World.ACME, key, World.OWNER);
            },
            world -> world.account(3, new AccountName("gamma"), List.of("a.example.com")))
        .map(change -> {
          World world = new World();
          change.accept(world);
          return world;
        });
  }

  private static void state(World world, AppKey name, KeyState state) {
    world.put(world.issue(World.ACME, name.value()).with(state, World.NOON));
  }

  private static Decision decide(World world, AppKey name, AppToken token) {
    return new Verifier(world.digester)
        .decide(
            world,
            new Attempt(
                new Credentials.Pair(name, token),
                Where.UNSAID,
                new Wanted.Resources(EITHER),
                World.NOON));
  }
}

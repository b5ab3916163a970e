package io.counterfoil.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.User;
import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Refusal.Revocation;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Stage;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Explanation.WouldPass;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// All that stands in a request's way is told at once and in order, and whether it would pass
/// today.
class ExplainerTest {
  private static final Wanted VIEW = call("GET", "/orders/17");
  private static final Requirement VIEW_NEEDED = Requirement.anyOf(List.of(World.VIEW, World.LIST));
  private static final Refusal NO_ROLE = new Refusal.RoleMissing(VIEW_NEEDED);

  private final World world = new World();
  private final ApiKey key = world.issue(World.ACME, "appkey-acme-QXZKWM");
  private final Explainer explainer = new Explainer(world.digester, AccountRoles.NONE);

  private static Wanted call(String method, String path) {
    return new Wanted.Call(method, RequestPath.read(path));
  }

  private Explanation explain(Refusal refusal, Where where, Wanted wanted) {
    return explain(refusal, CredentialKind.PAIR, where, wanted);
  }

  private Explanation explain(
      Refusal refusal, @Nullable CredentialKind kind, Where where, Wanted wanted) {
    return explainer.explain(
        world,
        new Question(
            refusal, new Subject.OfKey(key.appKey()), kind, where, wanted, List.of(), World.NOON));
  }

  private ApiKey expired(ApiKey of, Instant at) {
    return new ApiKey(
        of.id(),
        of.account(),
        of.appKey(),
        of.label(),
        of.state(),
        of.tokens(),
        of.retired(),
        of.createdAt(),
        of.createdBy(),
        at,
        of.changedAt());
  }

  private static List<Refusal> chain(Explanation explanation) {
    return Stream.concat(Stream.of(explanation.refusal()), explanation.obstacles().stream())
        .toList();
  }

  @Test
  void whatHasBeenRepairedWouldPassNow_andTheRefusalIsStillNamed() {
    world.link(World.ACME, key, World.VIEWER);

    var explanation = explain(NO_ROLE, Where.UNSAID, VIEW);

    assertThat(explanation.wouldPassNow()).isEqualTo(WouldPass.YES);
    assertThat(chain(explanation)).containsExactly(NO_ROLE);
    assertThat(explanation.fixes()).isEmpty();
    assertThat(explanation.evaluatedAt()).isEqualTo(42);
  }

  @Test
  void whatRefusesTodayIsNamed_notWhatRefusedThen() {
    world.link(World.ACME, key, World.role(9, "Counter", World.COUNT));

    var explanation = explain(NO_ROLE, Where.UNSAID, VIEW);

    assertThat(explanation.wouldPassNow()).isEqualTo(WouldPass.NO);
    assertThat(chain(explanation)).containsExactly(new Refusal.ResourceMissing(VIEW_NEEDED));
  }

  @Test
  void everyObstacleIsListedInOrder() {
    world.put(expired(key.with(KeyState.INACTIVE, World.NOON), World.NOON));
    world.put(account(World.ACME).with(AccountState.INACTIVE));
    world.put(account(World.BETA).withHosts(List.of("beta.example.com")));
    var where = new Where("beta", "elsewhere.example.com", true, null);

    var explanation = explain(new Refusal.KeyInactive(World.NOON), where, VIEW);

    assertThat(chain(explanation))
        .containsExactly(
            new Refusal.KeyInactive(World.NOON),
            new Refusal.AccountInactive(World.ACME),
            new Refusal.AccountMismatch("beta"),
            new Refusal.HostNotOfAccount("elsewhere.example.com"),
            NO_ROLE);
    assertThat(explanation.wouldPassNow()).isEqualTo(WouldPass.NO);
    assertThat(explanation.fixes())
        .startsWith(
            new Fix.ActivateKey(World.ACME, key.appKey()),
            new Fix.ActivateAccount(World.ACME),
            new Fix.AddExternalKey(key.appKey(), World.BETA),
            new Fix.AddHost(World.BETA, "elsewhere.example.com"),
            new Fix.LinkRoles(
                new Beneficiary(World.BETA, new Holder.OfKey(key.id()), key.appKey().value()),
                World.VIEWER,
                List.of()));
  }

  private Account account(AccountName name) {
    var view = world.account(name);
    if (view == null) {
      throw new AssertionError("no account " + name);
    }
    return view.account();
  }

  @Test
  void anExpiredKeyIsJudgedByTheInstantOfTheQuestion() {
    world.link(World.ACME, key, World.VIEWER);
    world.put(expired(key, World.NOON));

    assertThat(chain(explain(NO_ROLE, Where.UNSAID, VIEW)))
        .containsExactly(new Refusal.KeyExpired(World.NOON));
  }

  @Test
  void ofAMismatchTheRestIsAskedAsIfTheTokenHadBeenRight() {
    var unlinked = explain(new Refusal.PairUnknown(), Where.UNSAID, VIEW);
    world.link(World.ACME, key, World.VIEWER);
    var linked = explain(new Refusal.PairUnknown(), Where.UNSAID, VIEW);

    assertThat(chain(unlinked)).containsExactly(new Refusal.PairUnknown(), NO_ROLE);
    assertThat(unlinked.wouldPassNow()).isEqualTo(WouldPass.NO);
    assertThat(chain(linked)).containsExactly(new Refusal.PairUnknown());
    assertThat(linked.wouldPassNow()).isEqualTo(WouldPass.WITH_THE_RIGHT_TOKEN);
    assertThat(linked.fixes()).containsExactly(new Fix.Advice(RefusalCode.PAIR_UNKNOWN));
  }

  @Test
  void ofAMalformedTokenTheRestIsAskedAsWell() {
    world.link(World.ACME, key, World.VIEWER);
    var refusal = new Refusal.AppTokenMalformed(List.of(Hint.QUOTED));

    assertThat(explain(refusal, Where.UNSAID, VIEW).wouldPassNow())
        .isEqualTo(WouldPass.WITH_THE_RIGHT_TOKEN);
  }

  @Test
  void ofAnUnknownKeyNothingCanBeTold() {
    var question =
        new Question(
            new Refusal.PairUnknown(),
            null,
            CredentialKind.PAIR,
            Where.UNSAID,
            VIEW,
            List.of(new Evidence.KeyUnknown()),
            World.NOON);

    var explanation = explainer.explain(world, question);

    assertThat(chain(explanation)).containsExactly(new Refusal.PairUnknown());
    assertThat(explanation.wouldPassNow()).isEqualTo(WouldPass.UNKNOWN);
    assertThat(explanation.evidence()).containsExactly(new Evidence.KeyUnknown());
    assertThat(explanation.fixes()).containsExactly(new Fix.Advice(RefusalCode.PAIR_UNKNOWN));
  }

  @Test
  void aDeletedKeyWouldNotPass() {
    world.put(key.with(KeyState.DELETED, World.NOON));

    assertThat(explain(new Refusal.PairUnknown(), Where.UNSAID, VIEW).wouldPassNow())
        .isEqualTo(WouldPass.NO);
    assertThat(chain(explain(NO_ROLE, null, Where.UNSAID, VIEW)))
        .containsExactly(new Refusal.PairUnknown());
  }

  @Test
  void anUnknownCallIsFollowedByWhatElseStandsInItsWay() {
    var unknown = new Refusal.OperationUnknown("GET", "/nowhere");

    assertThat(chain(explain(unknown, Where.UNSAID, call("GET", "/nowhere"))))
        .containsExactly(unknown, new Refusal.RoleMissing(new Requirement.Nothing()));
  }

  @Test
  void theKindOfCredentialIsJudgedByWhatWasPresented() {
    world.link(World.ACME, key, World.VIEWER);
    Wanted me = call("GET", "/me");
    Wanted feed = call("GET", "/feed");
    Refusal any = NO_ROLE;

    assertThat(explain(any, CredentialKind.PAIR, Where.UNSAID, me).refusal())
        .isInstanceOf(Refusal.CredentialKindNotAccepted.class);
    assertThat(explain(any, CredentialKind.USER_TOKEN, Where.UNSAID, feed).refusal())
        .isInstanceOf(Refusal.CredentialKindNotAccepted.class);
    assertThat(explain(any, CredentialKind.USER_TOKEN, Where.UNSAID, me).wouldPassNow())
        .isEqualTo(WouldPass.YES);
    assertThat(explain(any, CredentialKind.PAIR, Where.UNSAID, feed).wouldPassNow())
        .isEqualTo(WouldPass.YES);
  }

  @Test
  void aCallThatWasNotToldIsStillRefused() {
    var missing = new Refusal.OriginalRequestMissing("X-Original-URI");

    var explanation = explain(missing, Where.UNSAID, new Wanted.Untold(missing));

    assertThat(chain(explanation))
        .containsExactly(missing, new Refusal.RoleMissing(new Requirement.Nothing()));
    assertThat(explanation.wouldPassNow()).isEqualTo(WouldPass.NO);
  }

  @Test
  void sourcesThatDisagreeOnTheAccountAreSupposedToAgree() {
    var where = new Where("acme", null, false, "beta");

    assertThat(chain(explain(new Refusal.AccountMismatch("beta"), where, VIEW)))
        .containsExactly(new Refusal.AccountMismatch("beta"), NO_ROLE);
  }

  @Test
  void anAccountThatDoesNotExistCannotBeAddedTo_soTheKeysOwnIsSupposed() {
    var explanation = explain(new Refusal.AccountMismatch("nobody"), Where.account("nobody"), VIEW);

    assertThat(chain(explanation)).containsExactly(new Refusal.AccountMismatch("nobody"), NO_ROLE);
    assertThat(explanation.fixes()).doesNotHaveAnyElementsOfTypes(Fix.AddExternalKey.class);
  }

  @Test
  void aUserTokenOfAKeyThatIsOffPassesOnceTheKeyIsOn() {
    world.put(key.with(KeyState.INACTIVE, World.NOON));
    world.link(World.ACME, key, World.VIEWER);
    var revoked = new Refusal.UserTokenRevoked(Revocation.KEY_INACTIVE);

    var off = explain(revoked, CredentialKind.USER_TOKEN, Where.UNSAID, VIEW);
    world.put(key);
    var on = explain(revoked, CredentialKind.USER_TOKEN, Where.UNSAID, VIEW);

    assertThat(chain(off)).containsExactly(revoked);
    assertThat(off.fixes()).containsExactly(new Fix.ActivateKey(World.ACME, key.appKey()));
    assertThat(on.wouldPassNow()).isEqualTo(WouldPass.YES);
  }

  @Test
  void aPersonsRefusalIsExplainedToo() {
    User ana = world.person(World.ACME, "ana@example.com");
    var wanted = new Wanted.Resources(Requirement.anyOf(List.of(World.VIEW)));

    var explanation =
        explainer.explain(
            world,
            new Question(
                new Refusal.RoleMissing(Requirement.anyOf(List.of(World.VIEW))),
                new Subject.OfUser(ana.id()),
                CredentialKind.USER_TOKEN,
                Where.account("acme"),
                wanted,
                List.of(),
                World.NOON));

    assertThat(explanation.wouldPassNow()).isEqualTo(WouldPass.NO);
    assertThat(explanation.fixes())
        .contains(
            new Fix.LinkRoles(
                new Beneficiary(World.ACME, new Holder.OfUser(ana.id()), "ana@example.com"),
                World.VIEWER,
                List.of()));
  }

  @Test
  void onlyTheSponsorMayBeAskedAgain_byTheSponsorsOwnRule() {
    world.link(World.ACME, key, World.VIEWER);

    var explanation = explain(new Refusal.SponsorRequired(), null, Where.UNSAID, VIEW);

    assertThat(chain(explanation)).containsExactly(new Refusal.SponsorRequired());
    assertThat(explanation.wouldPassNow()).isEqualTo(WouldPass.UNKNOWN);
  }

  @Test
  void aVerifierThatIsNotReadyJudgesNothing() {
    world.link(World.ACME, key, World.VIEWER);
    var notReady = new Refusal.VerifierNotReady();

    assertThat(explain(notReady, Where.UNSAID, VIEW).wouldPassNow())
        .isEqualTo(WouldPass.WITH_THE_RIGHT_TOKEN);
    world.ready = false;
    assertThat(explain(notReady, Where.UNSAID, VIEW).wouldPassNow()).isEqualTo(WouldPass.NO);
  }

  private static List<String> checks(Explanation explanation) {
    return explanation.checks().stream()
        .map(check -> check.stage() + " " + check.verdict())
        .toList();
  }

  @Test
  void eachCheckIsTold_theRefusedOneAndThoseThatWouldRefuseNext() {
    world.put(key.with(KeyState.INACTIVE, World.NOON));

    var explanation = explain(new Refusal.KeyInactive(World.NOON), Where.UNSAID, VIEW);

    assertThat(checks(explanation))
        .containsExactly(
            "EDGE PASSED",
            "PRESENTED PASSED",
            "WELL_FORMED PASSED",
            "KNOWN PASSED",
            "USABLE REFUSED",
            "PLACE PASSED",
            "OPERATION PASSED",
            "ALLOWED WOULD_REFUSE",
            "LIMITS PASSED");
    assertThat(explanation.checks())
        .contains(
            new Check(
                Stage.KNOWN,
                Check.Verdict.PASSED,
                null,
                new Observation.Key("appkey-acme-QXZKWM", "label of appkey-acme-QXZKWM")),
            new Check(Stage.PLACE, Check.Verdict.PASSED, null, new Observation.Place(World.ACME)));
  }

  @Test
  void whatRefusedThenAndWouldNotTodayIsToldAsRepaired() {
    world.link(World.ACME, key, World.VIEWER);

    assertThat(checks(explain(NO_ROLE, Where.UNSAID, VIEW)))
        .contains("OPERATION PASSED", "ALLOWED REPAIRED");
  }

  @Test
  void whatDependsOnTheRightTokenIsNotGuessed() {
    world.link(World.ACME, key, World.VIEWER);
    var malformed = new Refusal.AppTokenMalformed(List.of(Hint.QUOTED));

    assertThat(checks(explain(malformed, Where.UNSAID, VIEW)))
        .contains("PRESENTED PASSED", "WELL_FORMED REFUSED", "KNOWN UNKNOWN", "ALLOWED PASSED");
  }

  @Test
  void aRequestThatNothingRefusesPassesEveryCheck() {
    world.link(World.ACME, key, World.VIEWER);

    var explanation =
        explainer.explain(
            world,
            new Question(
                null,
                new Subject.OfKey(key.appKey()),
                CredentialKind.PAIR,
                Where.UNSAID,
                VIEW,
                List.of(),
                World.NOON));

    assertThat(explanation.refusal()).isNull();
    assertThat(explanation.wouldPassNow()).isEqualTo(WouldPass.YES);
    assertThat(explanation.fixes()).isEmpty();
    assertThat(checks(explanation)).hasSize(9).allMatch(check -> check.endsWith("PASSED"));
  }

  @Test
  void aKeyThatExpired_comesFromElsewhereOrHasAWrongToken_canBeHelped() {
    world.link(World.ACME, key, World.VIEWER);
    world.put(
        expired(key, World.NOON)
            .with(KeyTerms.NONE.withAddresses(List.of(AddressRange.parse("192.0.2.7")))));
    var where = Where.UNSAID.from("198.51.100.7");
    var wrong =
        new Question(
            new Refusal.PairUnknown(),
            new Subject.OfKey(key.appKey()),
            CredentialKind.PAIR,
            where,
            VIEW,
            List.of(new Evidence.TokenWrong(key.appKey())),
            World.NOON);

    assertThat(explainer.explain(world, wrong).fixes())
        .containsExactly(
            new Fix.RenewToken(World.ACME, key.appKey()),
            new Fix.ExtendKey(World.ACME, key.appKey(), World.NOON.plus(90, ChronoUnit.DAYS)),
            new Fix.AllowAddress(World.ACME, key.appKey(), "198.51.100.7"),
            new Fix.Advice(RefusalCode.PAIR_UNKNOWN));
  }

  @Test
  void aQuarantinedKeyIsReleasedWithAnotherToken() {
    world.link(World.ACME, key, World.VIEWER);
    world.put(key.quarantined(World.NOON));
    var quarantined = new Refusal.KeyQuarantined(World.NOON);

    var explanation = explain(quarantined, Where.UNSAID, VIEW);

    assertThat(chain(explanation)).containsExactly(quarantined);
    assertThat(explanation.fixes()).containsExactly(new Fix.ReplaceToken(World.ACME, key.appKey()));
  }
}

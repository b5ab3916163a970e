package io.counterfoil.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Records come back from their bytes as they were, and what a later version wrote is passed over.
class RecordCodecTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00.123456Z");
  private static final RefusalId ID = new RefusalId("cf-" + "0".repeat(26));
  private static final AppKey KEY = new AppKey("appkey-acme-ABCDEF");
  private static final AccountName ACME = new AccountName("acme");
  private static final Requirement NEEDED =
      Requirement.allOf(List.of(new ResourceKey("View"), new ResourceKey("Edit")));

  private static final List<Refusal> REFUSALS =
      List.of(
          new Refusal.OriginalRequestMissing("X-Forwarded-Uri"),
          new Refusal.ForwardedHeadersConflict("two URIs"),
          new Refusal.PathAmbiguous("an encoded slash"),
          new Refusal.CredentialsMissing(),
          new Refusal.AppKeyMissing(),
          new Refusal.AppTokenMissing(),
          new Refusal.CredentialsDuplicated("X-VTEX-API-AppKey"),
          new Refusal.CredentialsConflict(),
          new Refusal.CredentialsInWrongPlace("the query"),
          new Refusal.AppKeyMalformed(List.of(Hint.TOO_LONG, Hint.QUOTED)),
          new Refusal.AppTokenMalformed(List.of()),
          new Refusal.CredentialsSwapped(),
          new Refusal.ChecksumMismatch(),
          new Refusal.PairUnknown(),
          new Refusal.UserTokenInvalid(),
          new Refusal.KeyInactive(NOON),
          new Refusal.KeyExpired(NOON),
          new Refusal.KeyQuarantined(NOON),
          new Refusal.AccountInactive(ACME),
          new Refusal.UserTokenExpired(NOON),
          new Refusal.UserTokenRevoked(Refusal.Revocation.KEY_GONE),
          new Refusal.AccessTokenInvalid(),
          new Refusal.AccessTokenExpired(NOON),
          new Refusal.AccessTokenRevoked(Refusal.Withdrawal.TOKEN_RETIRED),
          new Refusal.ScopeTooNarrow(new Requirement.Nothing()),
          new Refusal.AccountMismatch("beta"),
          new Refusal.HostNotOfAccount("shop.example.com"),
          new Refusal.AddressNotAllowed(""),
          new Refusal.OperationUnknown("GET", "/café/{...}"),
          new Refusal.CredentialKindNotAccepted(
              new Operation(
                  "GET",
                  new PathTemplate("/orders/{id}"),
                  "See an order",
                  Requirement.anyOf(List.of(new ResourceKey("View"))),
                  Set.of(CredentialKind.PAIR, CredentialKind.USER_TOKEN)),
              CredentialKind.USER_TOKEN),
          new Refusal.RoleMissing(new Requirement.Nothing()),
          new Refusal.ResourceMissing(NEEDED),
          new Refusal.SponsorRequired(),
          new Refusal.RateLimited(new RateLimit(10, 60), 4_000_000_000L),
          new Refusal.VerifierStale(Instant.EPOCH, "7.0a1b2c3d"),
          new Refusal.VerifierNotReady(),
          new Refusal.VerifierBusy(3));

  private static final List<Evidence> EVIDENCE =
      List.of(
          new Evidence.Seen(Hint.INNER_SPACE),
          new Evidence.KeyUnknown(),
          new Evidence.KeyDiffersByCase(KEY),
          new Evidence.KeyDeleted(ACME, KEY, NOON, null),
          new Evidence.KeyDeleted(ACME, KEY, NOON, NOON.plusSeconds(9)),
          new Evidence.TokenWrong(KEY),
          new Evidence.TokenMatchesIf(KEY, Evidence.Alteration.BLANKS_REMOVED, 12, 1),
          new Evidence.TokenRetired(KEY, NOON, "user:ana@example.com", NOON.minusSeconds(9)),
          new Evidence.TokenOfOtherKey(KEY, "ERP – 注文"),
          new Evidence.PairSwapped(KEY));

  private static DecisionRecord record(@Nullable Refusal refusal, List<Evidence> evidence) {
    return new DecisionRecord(
        ID,
        NOON,
        refusal == null ? RefusalCode.PAIR_UNKNOWN : refusal.code(),
        refusal,
        ACME,
        KEY,
        new UserId(new UUID(1, 2)),
        1L << 39,
        "GET",
        "/orders/{id}",
        List.of("View", "Edit"),
        new Where("acme", "shop.example.com", true, "beta", "2001:db8::1"),
        "forward",
        "192.0.2.7",
        evidence,
        "0123456789abcdef");
  }

  @Test
  void everyRefusalComesBackAsItWas_andNoneIsLeftOut() {
    for (Refusal refusal : REFUSALS) {
      DecisionRecord record = record(refusal, List.of());

      assertThat(RecordCodec.read(ID, RecordCodec.write(record))).isEqualTo(record);
    }
    assertThat(REFUSALS.stream().map(Refusal::code))
        .containsAll(Arrays.asList(RefusalCode.values()));
  }

  @Test
  void allEvidenceComesBackAsItWas_andNoKindIsLeftOut() {
    DecisionRecord record = record(new Refusal.PairUnknown(), EVIDENCE);

    assertThat(RecordCodec.read(ID, RecordCodec.write(record))).isEqualTo(record);
    assertThat(EVIDENCE.stream().map(Object::getClass))
        .containsAll(List.of(Evidence.class.getPermittedSubclasses()));
  }

  @Test
  void whatIsNotKnownStaysUnknown() {
    DecisionRecord bare =
        new DecisionRecord(
            ID,
            NOON,
            RefusalCode.PAIR_UNKNOWN,
            null,
            null,
            null,
            null,
            0,
            null,
            null,
            List.of(),
            Where.UNSAID,
            "nginx",
            null,
            List.of(),
            null);

    assertThat(RecordCodec.read(ID, RecordCodec.write(bare))).isEqualTo(bare);
  }

  @Test
  void whatALaterVersionAddedIsPassedOver() {
    byte[] known = RecordCodec.write(record(new Refusal.PairUnknown(), EVIDENCE));
    byte[] later =
        new FieldSink()
            .text(200, "a field of a later version")
            .nested(18, "a kind of a later version", (sink, kind) -> sink.text(1, kind))
            .nested(18, "x", (sink, hint) -> sink.text(1, "seen").text(6, "HINT_OF_LATER"))
            .bytes();
    byte[] both = Arrays.copyOf(later, later.length + known.length);
    System.arraycopy(known, 0, both, later.length, known.length);

    assertThat(RecordCodec.read(ID, both)).isEqualTo(record(new Refusal.PairUnknown(), EVIDENCE));
  }

  @Test
  void aRefusalOfALaterVersionLeavesItsCode_andACodeOfALaterVersionNothing() {
    byte[] laterKind =
        new FieldSink()
            .instant(1, NOON)
            .text(2, "user_token_revoked")
            .nested(3, "KEY_LENT", (sink, because) -> sink.text(1, because))
            .text(16, "forward")
            .bytes();
    byte[] laterCode =
        new FieldSink().instant(1, NOON).text(2, "moon_wrong").text(16, "forward").bytes();

    DecisionRecord read = Objects.requireNonNull(RecordCodec.read(ID, laterKind));

    assertThat(read.isSummary()).isTrue();
    assertThat(read.code()).isEqualTo(RefusalCode.USER_TOKEN_REVOKED);
    assertThat(RecordCodec.read(ID, laterCode)).isNull();
  }

  @Test
  void bytesThatEndTooEarlyAreAnError() {
    byte[] whole = RecordCodec.write(record(new Refusal.PairUnknown(), List.of()));

    assertThatThrownBy(() -> RecordCodec.read(ID, Arrays.copyOf(whole, whole.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in the middle of a field");
  }

  @Test
  void aLongFieldComesBackWhole() {
    String text = "x".repeat(70_000);
    byte[] bytes = new FieldSink().text(9, text).number(10, -3).bytes();

    assertThat(new FieldSource(bytes).text(9)).isEqualTo(text);
    assertThat(new FieldSource(bytes).number(10)).isEqualTo(-3);
  }
}

package io.counterfoil.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.node.NodeCredential;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.person.SecondFactor;
import io.counterfoil.core.person.SignIn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FrameCodecTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Revision SIXTH = new Revision(6, "06".repeat(32));
  private static final Revision SEVENTH = new Revision(7, "07".repeat(32));

  private final FeedSigner signer = signer(1);
  private final Frame changed =
      new Frame.Changed(
          SIXTH,
          SEVENTH,
          NOON,
          List.of(new Change.StalenessPut(new AccountName("acme"), new MaxStaleness(5))));
  private final Frame alive = new Frame.Alive(SEVENTH, NOON, NOON.plusSeconds(3));

  private static FeedSigner signer(int first) {
    byte[] pepper = new byte[Pepper.BYTES];
    pepper[0] = (byte) first;
    return FeedSigner.of(new Pepper(1, pepper));
  }

  @Test
  void framesAreReadAsTheyWereWritten() {
    assertThat(FrameCodec.decode(FrameCodec.encode(changed, signer), signer.check()))
        .isEqualTo(changed);
    assertThat(FrameCodec.decode(FrameCodec.encode(alive, signer), signer.check()))
        .isEqualTo(alive);
  }

  @Test
  void everyPartOfADeploymentSignsAlike_andNoOther() {
    byte[] frame = FrameCodec.encode(changed, signer(1));

    assertThat(FrameCodec.decode(frame, signer(1).check())).isEqualTo(changed);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrameCodec.decode(frame, signer(2).check()))
        .withMessageContaining("not signed by this deployment");
  }

  @Test
  void aFlippedBitAnywhereIsNoticed() {
    byte[] frame = FrameCodec.encode(changed, signer);
    for (int at = 0; at < frame.length; at++) {
      byte[] altered = frame.clone();
      altered[at] ^= 4;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FrameCodec.decode(altered, signer.check()));
    }
  }

  @Test
  void aSnapshotsSignatureIsNoFrames() {
    byte[] bytes = {1, 2, 3};

    assertThat(signer.check().holds("snapshot", bytes, signer.sign("snapshot", bytes))).isTrue();
    assertThat(signer.check().holds("feed", bytes, signer.sign("snapshot", bytes))).isFalse();
  }

  @Test
  void verifiersAreToldNoPasswordsAndNoSecondFactors() {
    var id = new UserId(new UUID(1, 2));
    var user =
        new User(id, new Email("ana@example.com"), "Ana", new PasswordHash("$argon2id$x"), NOON);
    var factor = new SecondFactor(SealedSecret.of(new byte[48]), NOON, 1L, List.of());

    assertThat(
            Redaction.forVerifiers(
                List.of(
                    new Change.UserPut(user),
                    new Change.SignInPut(new SignIn(id, NOON, NOON, factor)),
                    new Change.RequestForgotten(credential().digest()))))
        .containsExactly(
            new Change.UserPut(new User(id, user.email(), "Ana", null, NOON)),
            new Change.SignInPut(new SignIn(id, null, NOON, null)));
  }

  private NodeCredential credential() {
    return NodeCredential.generate(new Random(1), signer.check().fingerprint());
  }

  @Test
  void aCredentialNamesTheFeedsKey_sealsForItsHolderAlone_andPrintsHidden() {
    NodeCredential one = credential();
    NodeCredential other = NodeCredential.generate(new Random(2), signer.check().fingerprint());
    byte[] sealed = one.seal(new byte[] {4, 5, 6});

    assertThat(one.fingerprint()).isEqualTo(signer.check().fingerprint());
    assertThat(one.open(sealed)).containsExactly(4, 5, 6);
    assertThat(other.open(sealed)).isNull();
    assertThat(Objects.requireNonNull(NodeCredential.read(one.reveal())).digest())
        .isEqualTo(one.digest());
    assertThat(NodeCredential.read(one.reveal() + "0")).isNull();
    assertThat(one).hasToString("NodeCredential[hidden]");
  }
}

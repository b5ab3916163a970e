package io.counterfoil.core.store;

import static io.counterfoil.core.registry.Deployment.ACME;
import static io.counterfoil.core.registry.Deployment.NOON;
import static io.counterfoil.core.registry.Deployment.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.core.account.MaxStaleness;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.feed.FeedSigner;
import io.counterfoil.core.feed.Frame;
import io.counterfoil.core.feed.Redaction;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.registry.Deployment;
import io.counterfoil.core.registry.Deployment.Pair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A verifier's copy: what it decides, what it refuses to take, and how old it may be.
final class ReplicaTest {
  private static final String BASE = "api.example.com";

  @TempDir Path folder;
  private final Deployment world = new Deployment();
  private final Pepper pepper = new Pepper(1, new byte[Pepper.BYTES]);
  private final FeedSigner signer = FeedSigner.of(pepper);
  private final Verifier verifier = new Verifier(new Digester(pepper));
  private Path file = Path.of("");
  private Pair pair = new Deployment().issue(ACME, VIEWER);

  @BeforeEach
  void save() throws IOException {
    pair = world.issue(ACME, VIEWER);
    file = folder.resolve("snapshot");
    world.keeper.saveForVerifiers(file, signer, NOON);
  }

  private Replica replica() throws IOException {
    return Replica.read(file, BASE, signer.check());
  }

  private static Frame frame(Revision previous, Commit commit) {
    return new Frame.Changed(
        previous, commit.revision(), commit.audit().at(), Redaction.forVerifiers(commit.changes()));
  }

  private Frame newest() {
    List<Commit> all = world.commits();
    return frame(all.get(all.size() - 2).revision(), all.getLast());
  }

  private Decision decide(Replica replica, Instant at) {
    return verifier.decide(
        replica.directory(),
        new Attempt(pair.credentials(), Where.UNSAID, Deployment.call("GET", "/orders/17"), at));
  }

  @Test
  void itDecidesAsTheRecordDoes_andFollowsIt() throws IOException {
    Replica replica = replica();
    assertThat(replica.revision()).isEqualTo(world.directory.revision());
    assertThat(decide(replica, NOON)).isInstanceOf(Decision.Allowed.class);

    world.done(new KeyCommand.SetKeyActive(ACME, pair.key().id(), false));
    replica.apply(newest());

    assertThat(replica.revision()).isEqualTo(world.directory.revision());
    assertThat(code(decide(replica, NOON))).isEqualTo(RefusalCode.KEY_INACTIVE);
  }

  private static RefusalCode code(Decision decision) {
    return ((Decision.Refused) decision).refusal().code();
  }

  @Test
  void aFrameThatDoesNotFollowIsRefused_soNothingIsSkippedAndNoForkIsTaken() throws IOException {
    Replica replica = replica();
    world.done(new KeyCommand.SetKeyActive(ACME, pair.key().id(), false));
    Frame first = newest();
    world.done(new KeyCommand.SetKeyActive(ACME, pair.key().id(), true));
    Frame second = newest();

    assertThatIllegalArgumentException().isThrownBy(() -> replica.apply(second));
    replica.apply(first);
    replica.apply(second);
    assertThatIllegalArgumentException().isThrownBy(() -> replica.apply(second));
    var forked =
        new Frame.Changed(
            new Revision(replica.revision().number(), "f".repeat(64)),
            new Revision(replica.revision().number() + 1, "e".repeat(64)),
            NOON,
            List.of());
    assertThatIllegalArgumentException().isThrownBy(() -> replica.apply(forked));
  }

  @Test
  void aSnapshotOfAnotherDeployment_orOfNobody_isRefused() throws IOException {
    var stranger = FeedSigner.of(new Pepper(1, "x".repeat(32).getBytes(StandardCharsets.US_ASCII)));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Replica.read(file, BASE, stranger.check()))
        .withMessageContaining("not signed by this deployment");

    world.keeper.save(file);
    assertThatExceptionOfType(IOException.class).isThrownBy(this::replica);
  }

  @Test
  void aFlippedBitInASnapshotIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at : List.of(3, 20, 60, 3_995, 4_010, 4_090, 4_200, whole.length - 1)) {
      byte[] altered = whole.clone();
      altered[at] ^= 1;
      Files.write(file, altered);
      assertThatExceptionOfType(IOException.class).as("byte %d", at).isThrownBy(this::replica);
    }
  }

  @Test
  void aSnapshotForVerifiersHoldsNoAddressOfAWebhookAndNoPassword() throws IOException {
    assertThat(replica().directory().people().changes())
        .noneMatch(change -> change.toString().contains("password=PasswordHash"));
  }

  @Test
  void whatIsTooOldForItsAccountIsNotDecidedOn_butWhatTheCallersOwnBytesSayIs() throws IOException {
    world.done(new AccountCommand.SetMaxStaleness(ACME, new MaxStaleness(5)));
    world.keeper.saveForVerifiers(file, signer, NOON);
    Replica replica = replica();

    assertThat(decide(replica, NOON.plus(Duration.ofMinutes(5))))
        .isInstanceOf(Decision.Allowed.class);
    Decision later = decide(replica, NOON.plus(Duration.ofMinutes(5)).plusMillis(1));
    assertThat(((Decision.Refused) later).refusal())
        .isEqualTo(new Refusal.VerifierStale(NOON, replica.revision().token()));

    replica.apply(
        new Frame.Alive(replica.revision(), NOON.plusSeconds(600), NOON.plusSeconds(600)));
    assertThat(decide(replica, NOON.plusSeconds(601))).isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void otherAccountsAreDecidedForADay() throws IOException {
    Replica replica = replica();

    assertThat(decide(replica, NOON.plus(Duration.ofHours(24))))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(code(decide(replica, NOON.plus(Duration.ofHours(24)).plusMillis(1))))
        .isEqualTo(RefusalCode.VERIFIER_STALE);
  }
}

package io.counterfoil.core.store;

import static io.counterfoil.core.registry.Deployment.ACME;
import static io.counterfoil.core.registry.Deployment.BETA;
import static io.counterfoil.core.registry.Deployment.VIEW;
import static io.counterfoil.core.registry.Deployment.VIEWER;
import static io.counterfoil.core.registry.Deployment.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.ImportCommand;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.KeyEdit;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Handover;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.ImportedKey;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.LinkCode;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.registry.Deployment;
import io.counterfoil.core.registry.Deployment.Pair;
import io.counterfoil.core.role.RoleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotFileTest {
  private static final String BASE = "api.example.com";

  @TempDir Path folder;
  private final Deployment world = new Deployment();
  private final List<Pair> pairs = new ArrayList<>();
  private Path file = Path.of("");

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("snapshot");
    world.done(new RoleCommand.CreateRole(ACME, "Reader", Set.of(VIEW)));
    world.done(new PeopleCommand.AddUser(BETA, new Email("bea@beta.example"), "Bea"));
    for (int i = 0; i < 40; i++) {
      Pair pair = i % 3 == 0 ? world.issue(ACME) : world.issue(i % 2 == 0 ? ACME : BETA, VIEWER);
      pairs.add(pair);
    }
    ApiKey custom = pairs.get(0).key();
    world.done(
        new RoleCommand.LinkRoles(ACME, new Holder.OfKey(custom.id()), Set.of(new RoleId(10_000))));
    ApiKey deleted = pairs.get(2).key();
    world.done(new KeyCommand.DeleteKey(ACME, deleted.id()));
    world.done(new KeyCommand.StartRenewal(ACME, pairs.get(4).key().id()));
    world.done(new KeyCommand.AddExternalKey(BETA, pairs.get(6).key().appKey(), ids(VIEWER)));
    Pair bound = pairs.get(8);
    LinkCode code = LinkCode.generate(new Random(3));
    world.done(
        new KeyCommand.StartRenewal(
            ACME,
            bound.key().id(),
            false,
            7,
            new Handover(new LinkId(new UUID(1, 2)), code.digest(), code.seal(null), false)));
    world.done(
        new KeyCommand.EditKey(
            ACME,
            bound.key().id(),
            List.of(
                new KeyEdit.Addresses(List.of(AddressRange.parse("192.0.2.0/24"))),
                new KeyEdit.Metadata(Map.of("team", "north")))));
    world.keeper.save(file);
  }

  @Test
  void whatTimeWillChange_isReadToo() throws IOException {
    Directory read = Directory.read(file, BASE);
    assertThat(read.deletedKeys()).hasSize(1).isEqualTo(world.directory.deletedKeys());
    assertThat(read.renewingKeys()).hasSize(2).isEqualTo(world.directory.renewingKeys());
    assertThat(read.openLinks()).hasSize(1).isEqualTo(world.directory.openLinks());
    Where there = Where.UNSAID.from("192.0.2.9");
    assertThat(verdict(read, pairs.get(8), there)).isEqualTo("ALLOWED");
    assertThat(verdict(read, pairs.get(8), Where.UNSAID)).isEqualTo("ADDRESS_NOT_ALLOWED");
  }

  @Test
  void whatWasWritten_isReadWhole() throws IOException {
    Directory read = Directory.read(file, BASE);
    assertThat(read.isReady()).isTrue();
    assertThat(read.revision()).isEqualTo(world.directory.revision());
    assertThat(read.catalogue()).hasToString(world.directory.catalogue().toString());
    assertThat(read.accounts()).isEqualTo(world.directory.accounts());
    for (var account : List.of(ACME, BETA)) {
      assertThat(read.keysOf(account)).isEqualTo(world.directory.keysOf(account));
      assertThat(read.roles(account)).isEqualTo(world.directory.roles(account));
      assertThat(read.grants(account))
          .containsExactlyInAnyOrderElementsOf(world.directory.grants(account));
    }
    for (Pair pair : pairs) {
      AppKey name = pair.key().appKey();
      assertThat(read.everKnown(name)).isEqualTo(world.directory.everKnown(name));
      assertThat(read.key(pair.key().id())).isEqualTo(world.directory.key(pair.key().id()));
      assertThat(read.differingByCase(new AppKey(name.value().toLowerCase(java.util.Locale.ROOT))))
          .isNotEmpty();
    }
  }

  @Test
  void keysThatWaitForTheirFirstUse_areToldFromOthersAfterTheStartToo() throws IOException {
    AppKey waiting = new AppKey("from-elsewhere");
    Counterpart place =
        Counterpart.placeholder(
            TokenDigest.of(new byte[TokenDigest.BYTES]),
            TokenDigest.of(new byte[TokenDigest.BYTES]),
            Deployment.NOON);
    world.done(
        new ImportCommand.ImportKeys(
            ACME,
            List.of(
                new ImportedKey(
                    1,
                    waiting,
                    "ERP",
                    true,
                    Set.of(),
                    null,
                    null,
                    place,
                    new SealedHash(new byte[] {1}))),
            false));
    world.keeper.save(file);
    Directory read = Directory.read(file, BASE);
    for (Directory directory : List.of(world.directory, read)) {
      assertThat(directory.mayWait(waiting)).isTrue();
      assertThat(pairs).noneMatch(pair -> directory.mayWait(pair.key().appKey()));
    }
    KeyId id = Objects.requireNonNull(read.key(waiting)).id();
    world.done(new KeyCommand.StartRenewal(ACME, id));
    assertThat(world.directory.mayWait(waiting)).isTrue();
    world.done(new KeyCommand.FinishRenewal(ACME, id));
    assertThat(world.directory.mayWait(waiting)).isFalse();
  }

  @Test
  void everyVerdict_isTheOneFromBefore() throws IOException {
    Directory read = Directory.read(file, BASE);
    for (Pair pair : pairs) {
      for (Where where : List.of(Where.UNSAID, Where.account("beta"))) {
        assertThat(verdict(read, pair, where)).isEqualTo(verdict(world.directory, pair, where));
      }
    }
  }

  @Test
  void whatIsCommittedAfterwards_isAppliedOnTop_andStaysOutOfTheFile() throws IOException {
    byte[] before = Files.readAllBytes(file);
    Pair later = world.issue(ACME, VIEWER);
    world.done(new KeyCommand.SetKeyActive(BETA, pairs.get(1).key().id(), false));
    SnapshotKeeper keeper = new SnapshotKeeper(world.store, BASE);
    assertThat(keeper.load(file).how()).startsWith("mapped the snapshot of revision ");
    Directory directory = keeper.directory();
    assertThat(directory.revision()).isEqualTo(world.directory.revision());
    assertThat(verdict(directory, later, Where.UNSAID)).isEqualTo("ALLOWED");
    assertThat(verdict(directory, pairs.get(1), Where.UNSAID)).isEqualTo("KEY_INACTIVE");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aFlippedBitAnywhere_isNoticed_andTheStoreIsReadInstead() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(8);
    for (int i = 0; i < 300; i++) {
      byte[] altered = whole.clone();
      altered[random.nextInt(i % 2 == 0 ? 4096 : whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, altered);
      assertThatThrownBy(() -> Directory.read(file, BASE))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("the snapshot file ");
    }
    SnapshotKeeper keeper = new SnapshotKeeper(world.store, BASE);
    assertThat(keeper.load(file).how()).startsWith("read the store, since the snapshot file ");
    assertThat(keeper.directory().revision()).isEqualTo(world.directory.revision());
  }

  @Test
  void aFileThatIsCutShort_isNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 100, 4095, 4096, whole.length / 2, whole.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Directory.read(file, BASE)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFileOfAnotherHistory_isLeftAside() throws IOException {
    Deployment other = new Deployment();
    while (other.directory.revision().number() < world.directory.revision().number() + 3) {
      other.issue(BETA);
    }
    SnapshotKeeper keeper = new SnapshotKeeper(other.store, BASE);
    assertThat(keeper.load(file).how()).contains("is not of this store's history");
    assertThat(keeper.directory().revision()).isEqualTo(other.directory.revision());
    assertThat(keeper.directory().everKnown(pairs.get(0).key().appKey())).isNull();
  }

  @Test
  void anEmptyStore_hasNoUseForAFile() {
    SnapshotKeeper keeper = new SnapshotKeeper(new MemoryStore(), BASE);
    assertThat(keeper.load(file).how()).contains("is not of this store's history");
    assertThat(keeper.directory().revision()).isEqualTo(Revision.NONE);
  }

  @Test
  void onlyItsOwnerMayReadTheFile() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private static String verdict(Directory directory, Pair pair, Where where) {
    Decision decision =
        new Verifier(new Digester(new Pepper(1, new byte[Pepper.BYTES])))
            .decide(
                directory,
                new Attempt(
                    pair.credentials(),
                    where,
                    Deployment.call("GET", "/orders/7"),
                    Deployment.NOON));
    return Deployment.verdict(decision);
  }
}

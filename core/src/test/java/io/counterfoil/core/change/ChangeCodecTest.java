package io.counterfoil.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountRules;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.OnLeak;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.key.Leak;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.key.RetiredToken;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.person.SecondFactor;
import io.counterfoil.core.person.SignIn;
import io.counterfoil.core.registry.Deployment;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.token.RevokedToken;
import io.counterfoil.core.token.SigningKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeCodecTest {
  private static final long SEED = 20260601;
  private static final AccountName ACME = new AccountName("acme");

  private final Random random = new Random(SEED);
  private final Digester digester = new Digester(new Pepper(1, new byte[Pepper.BYTES]));

  private Instant instant() {
    return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private String text() {
    return random
        .ints(random.nextInt(1, 30), 0x20, 0x3000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private <T> @Nullable T maybe(T value) {
    return random.nextBoolean() ? value : null;
  }

  private Counterpart counterpart() {
    return digester.counterpart(
        ACME, new AppKey("appkey-acme-ABCDEF"), TokenFormat.generate(random), instant());
  }

  private ApiKey key() {
    Tokens tokens =
        random.nextBoolean()
            ? new Tokens.Settled(counterpart())
            : new Tokens.Renewing(counterpart(), counterpart());
    return new ApiKey(
        new KeyId(uuid()),
        ACME,
        new AppKey("appkey-acme-ABCDEF"),
        text(),
        any(KeyState.values()),
        tokens,
        List.of(new RetiredToken(counterpart(), instant(), text())),
        instant(),
        text(),
        maybe(instant()),
        instant(),
        random.nextBoolean() ? KeyTerms.NONE : terms(),
        maybe(any(KeyState.values())));
  }

  private KeyTerms terms() {
    return new KeyTerms(
        text(),
        Map.of("a" + text(), text()),
        List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1")),
        maybe(new RateLimit(random.nextInt(1, 100), random.nextInt(1, 100))),
        random.nextInt(100));
  }

  private SingleAccessLink link() {
    byte[] sealed = new byte[random.nextInt(100)];
    random.nextBytes(sealed);
    return new SingleAccessLink(
        new LinkId(uuid()),
        ACME,
        new KeyId(uuid()),
        any(SingleAccessLink.Purpose.values()),
        counterpart().pair(),
        new SingleAccessLink.Sealed(sealed),
        random.nextBoolean(),
        random.nextInt(5),
        random.nextInt(5),
        instant(),
        text(),
        instant(),
        maybe(
            new SingleAccessLink.End(
                any(SingleAccessLink.How.values()), instant(), maybe(text()), text())));
  }

  private Pass pass() {
    return new Pass(
        new PassId(uuid()),
        any(Pass.Kind.values()),
        maybe(new UserId(uuid())),
        maybe(ACME),
        counterpart().pair(),
        text(),
        instant(),
        instant(),
        instant(),
        random.nextInt(5),
        random.nextBoolean(),
        maybe(text()),
        text());
  }

  private SignIn signIn() {
    byte[] seed = new byte[random.nextInt(100)];
    random.nextBytes(seed);
    var factor =
        new SecondFactor(
            SealedSecret.of(seed),
            maybe(instant()),
            random.nextLong(),
            List.of(counterpart().pair(), counterpart().alone()));
    return new SignIn(new UserId(uuid()), maybe(instant()), maybe(instant()), factor);
  }

  private <T> T any(T[] values) {
    return List.of(values).get(random.nextInt(values.length));
  }

  private Holder holder() {
    return random.nextBoolean()
        ? new Holder.OfKey(new KeyId(uuid()))
        : new Holder.OfUser(new UserId(uuid()));
  }

  private List<Change> oneOfEach() {
    Role role = new Role(new RoleId(10_000), ACME, text(), Set.of(new ResourceKey("A b:c")));
    return List.of(
        new Change.AccountPut(
            new Account(
                random.nextInt(1, 1_000_000),
                ACME,
                any(AccountState.values()),
                new UserId(uuid()),
                any(KeyCreation.values()),
                List.of("a.example.com", "b.example.com"),
                instant())),
        new Change.UserPut(
            new User(
                new UserId(uuid()),
                new Email("ana@example.com"),
                text(),
                maybe(new PasswordHash("$argon2id$" + text())),
                instant())),
        new Change.KeyPut(key()),
        new Change.ForeignHashPut(
            new KeyId(uuid()), new SealedHash(counterpart().pair().toBytes())),
        new Change.ForeignHashRemoved(new KeyId(uuid())),
        new Change.OnLeakPut(ACME, OnLeak.ALARM),
        new Change.LeakPut(
            new Leak(uuid(), ACME, new KeyId(uuid()), text(), text(), instant(), text(), true)),
        new Change.LinkPut(link()),
        new Change.LinkRemoved(new LinkId(uuid())),
        new Change.RequestAnswered(
            new AnsweredRequest(counterpart().pair(), counterpart().alone(), text(), instant())),
        new Change.RequestForgotten(counterpart().pair()),
        new Change.SignInPut(SignIn.never(new UserId(uuid()))),
        new Change.SignInPut(signIn()),
        new Change.PassPut(pass()),
        new Change.PassRemoved(new PassId(uuid())),
        new Change.RulesPut(new AccountRules(ACME, random.nextBoolean(), random.nextInt(31))),
        new Change.GrantPut(new Grant(ACME, holder(), Set.of(new RoleId(1), new RoleId(10_000)))),
        new Change.SigningKeyPut(
            new SigningKey(
                "cfk_" + random.nextInt(1_000),
                text(),
                SealedSecret.of(counterpart().pair().toBytes()),
                instant(),
                instant())),
        new Change.SigningKeyRemoved("cfk_1"),
        new Change.AccessTokenRevoked(
            new RevokedToken(uuid(), new AppKey("appkey-acme-QXZKWM"), instant())),
        new Change.RevocationForgotten(uuid()),
        new Change.GrantRemoved(ACME, holder()),
        new Change.RolePut(role),
        new Change.RoleRemoved(new RoleId(random.nextInt(10_000, 20_000))));
  }

  @Test
  void everyKindOfChangeComesBackAsItWas() {
    for (int i = 0; i < 1_000; i++) {
      List<Change> changes = oneOfEach();
      assertThat(ChangeCodec.decode(ChangeCodec.encode(changes)))
          .as("seed %s, round %s", SEED, i)
          .isEqualTo(changes);
    }
  }

  @Test
  void aCatalogueComesBackAsItWas() {
    var catalogue = Deployment.catalogue("1", Deployment.VIEWER);
    byte[] bytes = ChangeCodec.encode(List.of(new Change.CataloguePut(catalogue)));

    assertThat(ChangeCodec.encode(ChangeCodec.decode(bytes))).isEqualTo(bytes);
  }

  @Test
  void bytesThatAreCutShortAreRefusedAtEveryLength() {
    byte[] bytes = ChangeCodec.encode(oneOfEach());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ChangeCodec.decode(cut))
          .as("%s bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anAlteredByteIsRefusedOrShows() {
    List<Change> changes = oneOfEach();
    byte[] bytes = ChangeCodec.encode(changes);
    for (int at = 0; at < bytes.length; at++) {
      byte[] altered = bytes.clone();
      altered[at] ^= (byte) (1 << random.nextInt(5)); // 5 is letter case, which addresses ignore
      assertThat(decodedOrNull(altered)).as("seed %s, byte %s", SEED, at).isNotEqualTo(changes);
    }
  }

  private static @Nullable List<Change> decodedOrNull(byte[] bytes) {
    try {
      return ChangeCodec.decode(bytes);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  @Test
  void aCountThatTheBytesCannotHoldIsRefused() {
    for (int count : new int[] {-1, Integer.MIN_VALUE, 1, Integer.MAX_VALUE}) {
      byte[] bytes = ByteBuffer.allocate(4).putInt(count).array();
      assertThatThrownBy(() -> ChangeCodec.decode(bytes))
          .as("%s changes", count)
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Source(bytes).list(Source::text))
          .as("%s values", count)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected");
    }
  }

  @Test
  void everyFieldOfAnEntryIsPartOfTheHash() {
    AuditEntry entry =
        new AuditEntry(
            Deployment.NOON, ACME, "a", "b", "c", Map.of("d", "e"), Map.of("f", "g"), "h", "i");
    Revision first = Chain.next(Revision.NONE, entry, List.of());
    List<AuditEntry> others =
        List.of(
            entry(Deployment.NOON.plusMillis(1), ACME, "a", "b", "c", "e", "g", "h", "i"),
            entry(Deployment.NOON, null, "a", "b", "c", "e", "g", "h", "i"),
            entry(Deployment.NOON, ACME, "A", "b", "c", "e", "g", "h", "i"),
            entry(Deployment.NOON, ACME, "ab", "", "c", "e", "g", "h", "i"),
            entry(Deployment.NOON, ACME, "a", "b", "C", "e", "g", "h", "i"),
            entry(Deployment.NOON, ACME, "a", "b", "c", "E", "g", "h", "i"),
            entry(Deployment.NOON, ACME, "a", "b", "c", "e", "G", "h", "i"),
            entry(Deployment.NOON, ACME, "a", "b", "c", "e", "g", "H", "i"),
            entry(Deployment.NOON, ACME, "a", "b", "c", "e", "g", "h", null));

    assertThat(others)
        .extracting(other -> Chain.next(Revision.NONE, other, List.of()).hash())
        .doesNotHaveDuplicates()
        .doesNotContain(first.hash());
    assertThat(Chain.next(Revision.NONE, entry, oneOfEach()).hash()).isNotEqualTo(first.hash());
    assertThat(Chain.next(first, entry, List.of()).hash()).isNotEqualTo(first.hash());
  }

  private static AuditEntry entry(
      Instant at, @Nullable AccountName account, @Nullable String... f) {
    return new AuditEntry(
        at,
        account,
        String.valueOf(f[0]),
        String.valueOf(f[1]),
        String.valueOf(f[2]),
        Map.of("d", String.valueOf(f[3])),
        Map.of("f", String.valueOf(f[4])),
        String.valueOf(f[5]),
        f[6]);
  }
}

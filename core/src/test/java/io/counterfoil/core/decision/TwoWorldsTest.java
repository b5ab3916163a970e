package io.counterfoil.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.registry.Deployment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Two stores that differ only in what exists are one to a stranger. What a stranger is told is a
/// function of [Answer] alone, so that is compared, and every sentence made of it.
class TwoWorldsTest {
  private static final int PAIRS_OF_STORES = 100_000;
  private static final long SEED = 20_260_604;

  private final Random random = new Random(SEED);
  private final Digester digester = new Digester(new Pepper(1, new byte[Pepper.BYTES]));
  private final CredentialReader reader = new CredentialReader(UserTokenReader.NONE);
  private final Deployment one = new Deployment();
  private final Deployment other = new Deployment();
  private final Verifier verifier =
      new Verifier(new Digester(new Pepper(1, new byte[Pepper.BYTES])));

  @Test
  void aStrangerIsAnsweredAlikeWhateverExists() {
    for (int round = 0; round < PAIRS_OF_STORES; round++) {
      AppKey name = AppKey.generate("appkey", Deployment.ACME, new Random(round % 500));
      var id = new KeyId(new UUID(4, round % 500));
      put(one, key(id, name));
      if (random.nextInt(3) > 0) {
        put(other, key(id, name));
      }
      String key = random.nextInt(4) == 0 ? name.value().toLowerCase(Locale.ROOT) : name.value();
      Presented presented = Presented.pair(key, token());

      Where where = random.nextBoolean() ? Where.UNSAID : Where.account("acme");
      Answer here = answer(one, presented, where);
      Answer there = answer(other, presented, where);

      if (!here.equals(there)) {
        assertThat(here).as("seed %d, round %d", SEED, round).isEqualTo(there);
      }
      if (round % 100 == 0) {
        assertThat(told(here)).isEqualTo(told(there));
      }
    }
  }

  private static List<String> told(Answer answer) {
    return answer instanceof Answer.Refuse refuse
        ? List.of(Language.values()).stream()
            .map(language -> Wording.in(language).detail(refuse))
            .toList()
        : List.of();
  }

  private Answer answer(Deployment world, Presented presented, Where where) {
    return Answer.toCaller(
        verifier.decide(
            world.directory,
            new Attempt(
                reader.read(presented),
                where,
                Deployment.call("GET", "/orders/1"),
                Deployment.NOON)));
  }

  /// A token that no world has: of the right shape, or not.
  private String token() {
    String right = TokenFormat.generate(random).reveal();
    return switch (random.nextInt(6)) {
      case 0 -> right.toLowerCase(Locale.ROOT);
      case 1 -> right.toUpperCase(Locale.ROOT);
      case 2 -> right.substring(0, 30);
      case 3 -> "an-imported.token-" + random.nextInt(1_000);
      default -> right;
    };
  }

  /// A key of that name in some state, with some token, or as good as none.
  private ApiKey key(KeyId id, AppKey name) {
    AppToken token = TokenFormat.generate(random);
    ApiKey fresh =
        new ApiKey(
            id,
            random.nextInt(8) == 0 ? Deployment.BETA : Deployment.ACME,
            name,
            "label " + random.nextInt(100),
            KeyState.ACTIVE,
            new Tokens.Settled(digester.counterpart(Deployment.ACME, name, token, Deployment.NOON)),
            List.of(),
            Deployment.NOON,
            "operator:test",
            random.nextInt(4) == 0 ? Deployment.NOON.minusSeconds(1) : null,
            Deployment.NOON);
    return switch (random.nextInt(5)) {
      case 0 -> fresh.with(KeyState.INACTIVE, Deployment.NOON);
      case 1 -> fresh.deleted(Deployment.NOON);
      case 2 -> fresh.deleted(Deployment.NOON).purged();
      case 3 ->
          fresh.renewing(
              digester.counterpart(
                  Deployment.ACME, name, TokenFormat.generate(random), Deployment.NOON));
      default -> fresh;
    };
  }

  private static void put(Deployment world, ApiKey key) {
    var entry =
        new AuditEntry(
            Deployment.NOON, null, "operator:test", "t", "t", Map.of(), Map.of(), "-", null);
    world.keeper.commit(
        Commit.after(world.directory.revision(), entry, List.of(new Change.KeyPut(key))));
  }
}

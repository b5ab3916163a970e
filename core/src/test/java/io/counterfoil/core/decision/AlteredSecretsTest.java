package io.counterfoil.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.registry.Deployment;
import io.counterfoil.core.registry.Deployment.Pair;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever is done to a secret, only the secret itself is accepted.
class AlteredSecretsTest {
  private static final int MUTATIONS = 1_000_000;
  private static final long SEED = 20_260_603;
  private static final String[] INSERTED = {
    " ", "\t", "\"", "'", "\u00a0", "\u200b", "%20", "\n", "\r", "\0", ",", "\ufeff", "a", "0", "_"
  };

  private final Random random = new Random(SEED);
  private final Deployment deployment = new Deployment();
  private final CredentialReader reader = new CredentialReader(UserTokenReader.NONE);
  private final Verifier verifier =
      new Verifier(new Digester(new Pepper(1, new byte[Pepper.BYTES])));

  @Test
  void noAlteredSecretIsAcceptedInAMillion_andEveryRightOneIs() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      pairs.add(deployment.issue(Deployment.ACME, Deployment.VIEWER));
    }
    int altered = 0;
    for (int round = 0; round < MUTATIONS; round++) {
      Pair pair = pairs.get(random.nextInt(pairs.size()));
      String key = pair.key().appKey().value();
      String token = pair.token().reveal();
      boolean ofKey = random.nextInt(4) == 0;
      String newKey = ofKey ? mutated(key, pairs, Pair::name) : key;
      String newToken = ofKey ? token : mutated(token, pairs, each -> each.token().reveal());
      boolean isRight = newKey.equals(key) && newToken.equals(token);
      altered += isRight ? 0 : 1;
      if (isAllowed(newKey, newToken) != isRight) {
        assertThat(isAllowed(newKey, newToken))
            .as("seed %d, round %d: %s, altered: %s", SEED, round, key, !isRight)
            .isEqualTo(isRight);
      }
    }
    assertThat(altered).isGreaterThan(MUTATIONS * 9 / 10);
    for (Pair pair : pairs) {
      assertThat(isAllowed(pair.name(), pair.token().reveal())).isTrue();
    }
  }

  private boolean isAllowed(String key, String token) {
    Presented presented =
        new Presented(List.of(bytes(key)), List.of(bytes(token)), List.of(), null);
    var attempt =
        new Attempt(
            reader.read(presented),
            Where.UNSAID,
            Deployment.call("GET", "/orders/7"),
            Deployment.NOON);
    return verifier.judge(deployment.directory, attempt) == null;
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private interface Value {
    String of(Pair pair);
  }

  /// The text after one to three of the things that hands, editors and attackers do.
  private String mutated(String text, List<Pair> pairs, Value value) {
    String mutated = text;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      mutated = once(mutated, value.of(pairs.get(random.nextInt(pairs.size()))));
    }
    return mutated;
  }

  private String once(String text, String other) {
    int length = text.length();
    int at = length == 0 ? 0 : random.nextInt(length);
    return switch (random.nextInt(15)) {
      case 0 -> text.substring(0, at) + inserted() + text.substring(at);
      case 1 -> inserted() + text;
      case 2 -> text + inserted();
      case 3 -> length == 0 ? text : text.substring(0, at) + text.substring(at + 1);
      case 4 -> length == 0 ? text : text.substring(0, at) + letter() + text.substring(at + 1);
      case 5 -> length < 2 ? text : swapped(text, Math.min(at, length - 2));
      case 6 -> text.toLowerCase(Locale.ROOT);
      case 7 -> text.toUpperCase(Locale.ROOT);
      case 8 -> text.substring(0, at);
      case 9 -> text.substring(at);
      case 10 -> length == 0 ? text : flipped(text, at);
      case 11 ->
          text.substring(0, Math.min(at, other.length()))
              + other.substring(Math.min(at, other.length()));
      case 12 -> '"' + text + '"';
      case 13 -> "Bearer " + text;
      default -> text + text;
    };
  }

  private String inserted() {
    return INSERTED[random.nextInt(INSERTED.length)];
  }

  private char letter() {
    return (char) (' ' + random.nextInt(95));
  }

  private static String swapped(String text, int at) {
    return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
  }

  private static String flipped(String text, int at) {
    char c = text.charAt(at);
    char other = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    return text.substring(0, at) + other + text.substring(at + 1);
  }
}

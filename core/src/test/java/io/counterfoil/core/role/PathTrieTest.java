package io.counterfoil.core.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PathTrieTest {
  private static final long SEED = 20_000;
  private static final List<String> SEGMENTS = List.of("a", "b", "Aa", "BB", "{x}", "{y}");

  private final Random random = new Random(SEED);

  private static Operation operation(String method, String template) {
    return new Operation(
        method,
        new PathTemplate(template),
        template,
        new Requirement.Nothing(),
        Set.of(CredentialKind.PAIR));
  }

  private static PathTrie<Operation> trie(Collection<Operation> operations) {
    PathTrie<Operation> trie = new PathTrie<>(operation -> operation);
    operations.forEach(trie::add);
    return trie;
  }

  private String path(int kinds) {
    StringBuilder path = new StringBuilder();
    int depth = random.nextInt(5);
    for (int i = 0; i < depth; i++) {
      path.append('/').append(SEGMENTS.get(random.nextInt(kinds)));
    }
    return depth == 0 ? "/" : path.toString();
  }

  /// Literals before parameters, the earlier segment first: so each template's shape is its rank.
  private static @Nullable Operation naive(Collection<Operation> all, String method, String path) {
    List<String> wanted = new PathTemplate(path).segments();
    return all.stream()
        .filter(one -> one.method().equals(method) && fits(one.template().segments(), wanted))
        .min(Comparator.comparing(one -> shape(one.template().value()).replace('*', '\uffff')))
        .orElse(null);
  }

  private static boolean fits(List<String> template, List<String> wanted) {
    if (template.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!PathTemplate.isParameter(template.get(i)) && !template.get(i).equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String shape(String template) {
    return template.replace("{x}", "*").replace("{y}", "*");
  }

  @Test
  void itFindsWhatANaiveMatcherFinds() {
    for (int round = 0; round < 200; round++) {
      Map<String, Operation> operations = new LinkedHashMap<>();
      for (int i = 0; i < 40; i++) {
        String method = random.nextBoolean() ? "GET" : "PUT";
        String template = path(6);
        operations.putIfAbsent(method + shape(template), operation(method, template));
      }
      PathTrie<Operation> trie = trie(operations.values());
      for (int i = 0; i < 100; i++) {
        String path = path(4);
        assertThat(trie.find("GET", path))
            .as("seed %s: %s in %s", SEED, path, operations.keySet())
            .isEqualTo(naive(operations.values(), "GET", path));
      }
    }
  }

  @Test
  void twoOperationsThatMeanTheSameCallsAreRefused() {
    List<Operation> both = new ArrayList<>();
    both.add(operation("GET", "/a/{x}"));
    both.add(operation("GET", "/a/{y}"));

    assertThatThrownBy(() -> trie(both)).hasMessageContaining("means the same calls as");
  }
}

package io.counterfoil.edge;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts what was found where something else was, or was not.
final class Confusion {
  private final Map<String, Map<String, Integer>> found = new TreeMap<>();
  private final Map<String, String> expected = new TreeMap<>();
  private int right;
  private int total;

  void count(CorpusCase one, String reason) {
    expected.put(one.label(), one.reason());
    found.computeIfAbsent(one.label(), _ -> new TreeMap<>()).merge(reason, 1, Integer::sum);
    total++;
    right += one.reason().equals(reason) ? 1 : 0;
  }

  int classes() {
    return found.size();
  }

  int total() {
    return total;
  }

  /// Which part was found right.
  double share() {
    return (double) right / total;
  }

  /// The matrix without its zeros: a class a line, and what was found of it.
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("%d of %d right, %d classes%n".formatted(right, total, found.size()));
    found.forEach((label, reasons) -> {
      boolean all = reasons.keySet().equals(Set.of(expected.get(label)));
      text.append(
          "%s %-52s %-42s %s%n"
              .formatted(
                  all ? " " : "!", label, expected.get(label), all ? sum(reasons) : reasons));
    });
    return text.toString();
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}

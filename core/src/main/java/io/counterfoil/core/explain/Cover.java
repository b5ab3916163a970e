package io.counterfoil.core.explain;

import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The roles that together grant what is needed and the least beyond it: of several such sets the
/// one of fewest roles. Finding it is set cover, so it is searched for by branch and bound; where
/// that would take too long the best that was found stands, and says so.
public final class Cover {
  /// How many roles, and resources that they grant, are searched exactly.
  static final int MOST_ROLES = 60;

  static final int MOST_RESOURCES = 200;

  private static final int MOST_STEPS = 200_000;

  private final Map<ResourceKey, Integer> numbers = new LinkedHashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<List<Candidate>> clauses = new ArrayList<>();
  private @Nullable Chosen best;
  private int steps;
  private boolean isExact = true;

  private Cover() {}

  /// What was found.
  ///
  /// @param excess what the roles grant beyond what is needed and held already
  /// @param isExact whether nothing less would do; if not, something may
  public record Found(List<Role> roles, List<ResourceKey> excess, boolean isExact) {
    public Found {
      roles = List.copyOf(roles);
      excess = List.copyOf(excess);
    }
  }

  /// One role and what it brings.
  private record Candidate(Role role, BitSet excess, Set<Integer> meets) {}

  /// Some roles, on the way to enough.
  private record Chosen(List<Candidate> roles, BitSet excess, int cost) {
    boolean isBetterThan(@Nullable Chosen other) {
      return other == null
          || cost < other.cost
          || cost == other.cost && roles.size() < other.roles.size();
    }
  }

  /// Finds the least.
  ///
  /// @param needs what is needed, all of it
  /// @param held what is held already, and so is no excess; what needs it is met
  /// @param from the roles to choose from
  /// @return null where all of them together do not suffice, or nothing is missing
  public static @Nullable Found least(
      Collection<Requirement> needs, Set<ResourceKey> held, Collection<Role> from) {
    return new Cover().search(needs, held, from);
  }

  private @Nullable Found search(
      Collection<Requirement> needs, Set<ResourceKey> held, Collection<Role> from) {
    List<Set<ResourceKey>> missing = missing(needs, held);
    Set<ResourceKey> wanted = new HashSet<>(held);
    needs.forEach(need -> wanted.addAll(need.keys()));
    if (missing.isEmpty() || !prepare(missing, wanted, from)) {
      return null;
    }
    greedy();
    if (isExact) {
      branch(new Chosen(List.of(), new BitSet(), 0), new HashSet<>());
    }
    return found(wanted);
  }

  /// What is missing, as sets of resources of each of which one must be granted.
  private static List<Set<ResourceKey>> missing(
      Collection<Requirement> needs, Set<ResourceKey> held) {
    Set<Set<ResourceKey>> missing = new HashSet<>();
    for (Requirement need : needs) {
      if (!need.isMetBy(held)) {
        switch (need) {
          case Requirement.Nothing _ -> {
            // never missing
          }
          case Requirement.AnyOf(var keys) -> missing.add(Set.copyOf(keys));
          case Requirement.AllOf(var keys) ->
              keys.stream()
                  .filter(key -> !held.contains(key))
                  .forEach(key -> missing.add(Set.of(key)));
        }
      }
    }
    return List.copyOf(missing);
  }

  private boolean prepare(
      List<Set<ResourceKey>> missing, Set<ResourceKey> wanted, Collection<Role> from) {
    List<Role> useful =
        from.stream()
            .filter(
                role -> missing.stream().flatMap(Set::stream).anyMatch(role.resources()::contains))
            .sorted(Comparator.comparing(Role::id))
            .toList();
    for (Role role : useful) {
      Set<ResourceKey> excess = new HashSet<>(role.resources());
      excess.removeAll(wanted);
      Set<Integer> meets = new HashSet<>();
      for (int i = 0; i < missing.size(); i++) {
        if (missing.get(i).stream().anyMatch(role.resources()::contains)) {
          meets.add(i);
        }
      }
      candidates.add(new Candidate(role, bits(excess), meets));
    }
    dropDominated();
    isExact = candidates.size() <= MOST_ROLES && numbers.size() <= MOST_RESOURCES;
    for (int i = 0; i < missing.size(); i++) {
      int clause = i;
      clauses.add(candidates.stream().filter(one -> one.meets().contains(clause)).toList());
    }
    return clauses.stream().noneMatch(List::isEmpty);
  }

  private BitSet bits(Collection<ResourceKey> keys) {
    BitSet bits = new BitSet();
    new TreeSet<>(keys).forEach(key -> bits.set(numbers.computeIfAbsent(key, _ -> numbers.size())));
    return bits;
  }

  /// A role that another one makes needless is never part of something better.
  private void dropDominated() {
    List<Candidate> all = List.copyOf(candidates);
    candidates.clear();
    for (int i = 0; i < all.size(); i++) {
      if (!isDominated(i, all)) {
        candidates.add(all.get(i));
      }
    }
  }

  private static boolean isDominated(int place, List<Candidate> all) {
    Candidate one = all.get(place);
    for (int i = 0; i < all.size(); i++) {
      Candidate other = all.get(i);
      boolean isNoWorse =
          i != place
              && other.meets().containsAll(one.meets())
              && without(other.excess(), one.excess()) == 0;
      boolean isSame = one.meets().equals(other.meets()) && one.excess().equals(other.excess());
      if (isNoWorse && (!isSame || i < place)) {
        return true;
      }
    }
    return false;
  }

  /// How many bits are in the one and not in the other.
  private static int without(BitSet one, BitSet other) {
    BitSet rest = (BitSet) one.clone();
    rest.andNot(other);
    return rest.cardinality();
  }

  /// Takes what costs least for each thing that it meets, again and again.
  private void greedy() {
    Chosen chosen = new Chosen(List.of(), new BitSet(), 0);
    Set<Integer> met = new HashSet<>();
    while (met.size() < clauses.size()) {
      Chosen before = chosen;
      Candidate next =
          candidates.stream()
              .filter(one -> !met.containsAll(one.meets()))
              .min(
                  Comparator.comparingDouble(
                      one -> (without(one.excess(), before.excess()) + 0.5) / added(one, met)))
              .orElseThrow();
      chosen = with(chosen, next);
      met.addAll(next.meets());
    }
    best = chosen;
  }

  private static long added(Candidate one, Set<Integer> met) {
    return one.meets().stream().filter(clause -> !met.contains(clause)).count();
  }

  private static Chosen with(Chosen chosen, Candidate next) {
    List<Candidate> roles = new ArrayList<>(chosen.roles());
    roles.add(next);
    BitSet excess = (BitSet) chosen.excess().clone();
    excess.or(next.excess());
    return new Chosen(roles, excess, excess.cardinality());
  }

  private void branch(Chosen chosen, Set<Integer> met) {
    if (++steps > MOST_STEPS) {
      isExact = false;
      return;
    }
    int clause = -1;
    int bound = chosen.cost();
    for (int i = 0; i < clauses.size(); i++) {
      if (!met.contains(i)) {
        int least = Integer.MAX_VALUE;
        for (Candidate one : clauses.get(i)) {
          least = Math.min(least, without(one.excess(), chosen.excess()));
        }
        bound = Math.max(bound, chosen.cost() + least);
        boolean isTighter = clause < 0 || clauses.get(i).size() < clauses.get(clause).size();
        clause = isTighter ? i : clause;
      }
    }
    if (clause < 0) {
      best = chosen.isBetterThan(best) ? chosen : best;
      return;
    }
    if (best != null && !couldBeat(bound, chosen.roles().size() + 1, best)) {
      return;
    }
    clauses.get(clause).stream()
        .sorted(Comparator.comparingInt(one -> without(one.excess(), chosen.excess())))
        .forEach(one -> {
          Set<Integer> more = new HashSet<>(met);
          more.addAll(one.meets());
          branch(with(chosen, one), more);
        });
  }

  private static boolean couldBeat(int cost, int roles, Chosen best) {
    return cost < best.cost() || cost == best.cost() && roles < best.roles().size();
  }

  private @Nullable Found found(Set<ResourceKey> wanted) {
    if (best == null) {
      return null;
    }
    List<Role> roles =
        best.roles().stream().map(Candidate::role).sorted(Comparator.comparing(Role::id)).toList();
    Set<ResourceKey> excess = new TreeSet<>();
    roles.forEach(role -> excess.addAll(role.resources()));
    excess.removeAll(wanted);
    return new Found(roles, List.copyOf(excess), isExact);
  }
}

package io.counterfoil.core.usage;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.RenewalPeriod;
import io.counterfoil.core.explain.Cover;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.RenewalDue;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares what keys were granted with what they used. Only what passed counts as used: refused
/// calls never widen what is proposed.
///
/// Of several resources any of which would do for an operation, all that were granted count as
/// used; the proposal keeps the fewest that do, and of two that would the one that opens fewer
/// operations.
public final class RightSizing {
  private final RenewalPeriod period;
  private final Instant now;
  private final int resources;
  private final Collection<Role> offered;
  private final Map<String, Requirement> needs = new HashMap<>();

  /// How many operations each resource opens, to prefer what opens the fewest.
  private final Map<ResourceKey, Integer> opens = new HashMap<>();

  /// @param offered the roles that could be linked instead
  public RightSizing(
      Catalogue catalogue, Collection<Role> offered, RenewalPeriod period, Instant now) {
    this.period = period;
    this.now = now;
    this.offered = List.copyOf(offered);
    resources = catalogue.resources().size();
    for (Operation operation : catalogue.operations()) {
      needs.put(operation.toString(), operation.requirement());
      operation.requirement().keys().forEach(key -> opens.merge(key, 1, Integer::sum));
    }
  }

  /// What may be wrong with a key.
  public enum Finding {
    /// Nothing that it called passed.
    UNUSED,

    /// It has no role, so every call of it is refused.
    NO_ROLE,

    /// A role of it grants more than half of all there is, as an owner's does.
    OWNER,

    /// Its token is due for renewal.
    OVER_AGE,

    /// Other accounts use it, or it is another account's.
    SHARED,

    /// It was granted resources that nothing it called needs.
    UNUSED_RESOURCES
  }

  /// What is known of a key in one account.
  ///
  /// @param roles what it has there
  /// @param shared the other accounts that it concerns
  /// @param uses what it called there in the period
  /// @param usedElsewhere whether something of it passed in another account in the period
  public record Subject(
      ApiKey key, RoleSet roles, List<AccountName> shared, List<Uses> uses, boolean usedElsewhere) {
    public Subject {
      shared = List.copyOf(shared);
      uses = List.copyOf(uses);
    }
  }

  /// How a key is sized.
  ///
  /// @param used what it was granted and used, by name
  /// @param unused what it was granted and did not use
  /// @param lastUsed null where nothing passed in the period
  /// @param proposal null where there is nothing better
  public record Sized(
      Subject subject,
      Set<Finding> findings,
      List<ResourceKey> used,
      List<ResourceKey> unused,
      @Nullable Instant lastUsed,
      @Nullable Proposal proposal) {
    public Sized {
      findings = Set.copyOf(findings);
      used = List.copyOf(used);
      unused = List.copyOf(unused);
    }
  }

  /// What the key should have instead of its roles.
  ///
  /// @param resources the least that everything it called needs; empty where it called nothing
  /// @param existing a role that grants just that; null where there is none
  /// @param isExact whether nothing less would do; if not, something may
  public record Proposal(List<ResourceKey> resources, @Nullable Role existing, boolean isExact) {
    public Proposal {
      resources = List.copyOf(resources);
    }
  }

  /// Sizes the key.
  public Sized size(Subject subject) {
    RoleSet roles = subject.roles();
    Set<Requirement> met = new HashSet<>();
    Instant last = null;
    for (Uses uses : subject.uses()) {
      if (uses.call().isAllowed()) {
        last = last == null || uses.last().isAfter(last) ? uses.last() : last;
        met.addAll(need(uses.call(), roles.resources()));
      }
    }
    Set<ResourceKey> used = new TreeSet<>();
    met.forEach(need -> used.addAll(need.keys()));
    used.retainAll(roles.resources());
    Set<ResourceKey> unused = new TreeSet<>(roles.resources());
    unused.removeAll(used);
    boolean isUsed = last != null || subject.usedElsewhere();
    Set<Finding> findings = findings(subject, isUsed);
    if (last != null && !unused.isEmpty()) {
      findings.add(Finding.UNUSED_RESOURCES);
    }
    return new Sized(
        subject,
        findings,
        List.copyOf(used),
        List.copyOf(unused),
        last,
        roles.isEmpty() ? null : proposal(met, used, roles));
  }

  private Set<Finding> findings(Subject subject, boolean isUsed) {
    Set<Finding> findings = EnumSet.noneOf(Finding.class);
    if (!isUsed) {
      findings.add(Finding.UNUSED);
    }
    if (subject.roles().isEmpty()) {
      findings.add(Finding.NO_ROLE);
    }
    if (subject.roles().roles().stream().anyMatch(this::isOwner)) {
      findings.add(Finding.OWNER);
    }
    if (RenewalDue.of(subject.key(), period, now) != RenewalDue.NONE) {
      findings.add(Finding.OVER_AGE);
    }
    if (!subject.shared().isEmpty()) {
      findings.add(Finding.SHARED);
    }
    return findings;
  }

  private boolean isOwner(Role role) {
    return role.resources().size() * 2 > resources;
  }

  /// What the call needs: nothing where its operation is no longer in the catalogue.
  private List<Requirement> need(Call call, Set<ResourceKey> granted) {
    String method = call.method();
    String path = call.path();
    if (method == null || path == null) {
      // it is not known what was called, so nothing that was granted is known to be unused
      return granted.stream().map(key -> Requirement.anyOf(List.of(key))).toList();
    }
    if (method.equals(Call.ADMINISTRATION)) {
      return List.of(Administered.requirement(path));
    }
    Requirement known = needs.get(method + " " + path);
    return known == null ? List.of() : List.of(known);
  }

  private @Nullable Proposal proposal(Set<Requirement> met, Set<ResourceKey> used, RoleSet held) {
    List<Role> single = new ArrayList<>();
    List<ResourceKey> leastFirst = new ArrayList<>(used);
    leastFirst.sort(Comparator.comparingInt(key -> opens.getOrDefault(key, 0)));
    for (ResourceKey key : leastFirst) {
      single.add(new Role(new RoleId(single.size() + 1), null, key.value(), Set.of(key)));
    }
    List<Requirement> needed =
        met.stream().filter(need -> need.isMetBy(used)).map(need -> within(need, used)).toList();
    Cover.Found least = Cover.least(needed, Set.of(), single);
    Set<ResourceKey> keep = new TreeSet<>();
    if (least != null) {
      least.roles().forEach(role -> keep.addAll(role.resources()));
    }
    if (keep.equals(held.resources())) {
      return null;
    }
    Role existing =
        offered.stream()
            .filter(role -> role.resources().equals(keep))
            .min(Comparator.comparing(Role::id))
            .orElse(null);
    return new Proposal(List.copyOf(keep), existing, least == null || least.isExact());
  }

  /// The same need, asking for nothing that the key does not have.
  private static Requirement within(Requirement need, Set<ResourceKey> used) {
    return switch (need) {
      case Requirement.AnyOf(var keys) ->
          Requirement.anyOf(keys.stream().filter(used::contains).toList());
      case Requirement.AllOf _, Requirement.Nothing _ -> need;
    };
  }
}

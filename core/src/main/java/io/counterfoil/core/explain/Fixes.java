package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds ways to repair a refusal, and ranks them by least privilege.
final class Fixes {
  private static final int MOST_LINKS = 5;
  private static final Duration EXTENSION = Duration.ofDays(90);

  private final AccountRoles own;

  Fixes(AccountRoles own) {
    this.own = own;
  }

  /// Ways to repair the refusal, what grants least first. Never empty.
  ///
  /// @param question what is asked, and what else a role should do
  List<Fix> of(Snapshot snapshot, Decision.Refused refused, Question question) {
    Instant at = question.at();
    List<Fix> fixes =
        switch (refused.refusal()) {
          case Refusal.RoleMissing(var needed) -> roles(snapshot, refused, needs(needed, question));
          case Refusal.ResourceMissing(var needed) ->
              roles(snapshot, refused, needs(needed, question));
          case Refusal.KeyInactive _ -> activateKey(refused);
          case Refusal.UserTokenRevoked(Refusal.Revocation because) ->
              because == Refusal.Revocation.KEY_INACTIVE ? activateKey(refused) : List.of();
          case Refusal.KeyQuarantined _ ->
              ofKey(refused, key -> new Fix.ReplaceToken(key.account(), key.appKey()));
          case Refusal.KeyExpired _ ->
              ofKey(
                  refused,
                  key -> new Fix.ExtendKey(key.account(), key.appKey(), at.plus(EXTENSION)));
          case Refusal.AddressNotAllowed(var address) ->
              ofKey(
                  refused,
                  key ->
                      AddressRange.isAddress(address)
                          ? new Fix.AllowAddress(key.account(), key.appKey(), address)
                          : null);
          case Refusal.HostNotOfAccount(var host) -> addHost(snapshot, refused, host);
          case Refusal.AccountInactive(var account) -> List.of(new Fix.ActivateAccount(account));
          case Refusal.AccountMismatch(var asked) -> addKey(snapshot, refused, asked);
          case Refusal.OriginalRequestMissing _,
              Refusal.ForwardedHeadersConflict _,
              Refusal.PathAmbiguous _,
              Refusal.CredentialsMissing _,
              Refusal.AppKeyMissing _,
              Refusal.AppTokenMissing _,
              Refusal.CredentialsDuplicated _,
              Refusal.CredentialsConflict _,
              Refusal.CredentialsInWrongPlace _,
              Refusal.AppKeyMalformed _,
              Refusal.AppTokenMalformed _,
              Refusal.CredentialsSwapped _,
              Refusal.ChecksumMismatch _,
              Refusal.PairUnknown _,
              Refusal.UserTokenInvalid _,
              Refusal.UserTokenExpired _,
              Refusal.AccessTokenInvalid _,
              Refusal.AccessTokenExpired _,
              Refusal.AccessTokenRevoked _,
              Refusal.ScopeTooNarrow _,
              Refusal.RateLimited _,
              Refusal.OperationUnknown _,
              Refusal.CredentialKindNotAccepted _,
              Refusal.SponsorRequired _,
              Refusal.VerifierStale _,
              Refusal.VerifierNotReady _,
              Refusal.VerifierBusy _ ->
              List.of();
        };
    return fixes.isEmpty() ? List.of(new Fix.Advice(refused.refusal().code())) : fixes;
  }

  private static List<Fix> ofKey(
      Decision.Refused refused, Function<ApiKey, @Nullable Fix> repairing) {
    Fix fix = refused.caller() instanceof Caller.Key(var key) ? repairing.apply(key) : null;
    return fix == null ? List.of() : List.of(fix);
  }

  private static List<Fix> activateKey(Decision.Refused refused) {
    return ofKey(refused, key -> new Fix.ActivateKey(key.account(), key.appKey()));
  }

  /// A host that belongs to nobody can be made the account's.
  private static List<Fix> addHost(Snapshot snapshot, Decision.Refused refused, String host) {
    AccountName account = refused.account();
    return account == null || snapshot.accountOfHost(host) != null
        ? List.of()
        : List.of(new Fix.AddHost(account, host));
  }

  private static List<Fix> addKey(Snapshot snapshot, Decision.Refused refused, String asked) {
    AccountView there = snapshot.accountNamed(asked);
    return refused.caller() instanceof Caller.Key(var key)
            && there != null
            && there.rolesOf(refused.caller()) == null
        ? List.of(new Fix.AddExternalKey(key.appKey(), there.account().name()))
        : List.of();
  }

  private static List<Requirement> needs(Requirement needed, Question question) {
    List<Requirement> needs = new ArrayList<>();
    needs.add(needed);
    needs.addAll(question.also());
    return needs;
  }

  private List<Fix> roles(Snapshot snapshot, Decision.Refused refused, List<Requirement> needs) {
    Caller caller = refused.caller();
    AccountName account = refused.account();
    AccountView view = account == null ? null : snapshot.account(account);
    RoleSet linked = caller == null || view == null ? null : view.rolesOf(caller);
    if (account == null || caller == null || linked == null) {
      return List.of();
    }
    var to = Beneficiary.of(account, caller);
    Catalogue catalogue = snapshot.catalogue();
    List<Role> others =
        Stream.concat(catalogue.roles().stream(), own.custom(account).stream())
            .filter(role -> !linked.roles().contains(role))
            .toList();
    List<Weighed> all = new ArrayList<>();
    others.stream()
        .filter(role -> suffices(needs, linked.resources(), role))
        .map(role -> link(to, role, needs, linked, catalogue))
        .sorted(Weighed.LEAST_FIRST)
        .limit(MOST_LINKS)
        .forEach(all::add);
    Cover.Found several = Cover.least(needs, linked.resources(), others);
    if (several != null && several.roles().size() > 1) {
      var fix = new Fix.LinkRoles(to, several.roles(), several.excess(), several.isExact());
      all.add(new Weighed(fix, false, several.excess().size()));
    }
    List<ResourceKey> lacking = lacking(needs, linked.resources(), catalogue);
    if (!lacking.isEmpty()) {
      linked.roles().stream()
          .filter(role -> !role.isPredefined())
          .forEach(role -> all.add(widen(to, role, lacking)));
      all.add(new Weighed(new Fix.CreateRole(to, lacking), false, 0));
    }
    return all.stream().sorted(Weighed.LEAST_FIRST).map(Weighed::fix).toList();
  }

  private static boolean suffices(List<Requirement> needs, Set<ResourceKey> held, Role role) {
    Set<ResourceKey> granted = new HashSet<>(held);
    granted.addAll(role.resources());
    return needs.stream().allMatch(need -> need.isMetBy(granted));
  }

  /// The least that would have to be granted: one of several that will do, all that lack where all
  /// are needed.
  private static List<ResourceKey> lacking(
      List<Requirement> needs, Set<ResourceKey> held, Catalogue catalogue) {
    Set<ResourceKey> granted = new HashSet<>(held);
    Set<ResourceKey> lacking = new TreeSet<>();
    for (Requirement need : needs) {
      if (!need.isMetBy(granted)) {
        List<ResourceKey> more =
            switch (need) {
              case Requirement.Nothing _ -> List.of();
              case Requirement.AllOf(var keys) ->
                  keys.stream().filter(key -> !held.contains(key)).toList();
              case Requirement.AnyOf(var keys) ->
                  List.of(
                      keys.stream()
                          .filter(key -> isPublic(catalogue.resource(key)))
                          .findFirst()
                          .orElse(keys.getFirst()));
            };
        granted.addAll(more);
        lacking.addAll(more);
      }
    }
    return List.copyOf(lacking);
  }

  private static boolean isPublic(@Nullable Resource resource) {
    return resource != null && !resource.internal();
  }

  private static Weighed link(
      Beneficiary to, Role role, List<Requirement> needs, RoleSet linked, Catalogue catalogue) {
    Set<ResourceKey> excess = new TreeSet<>(role.resources());
    needs.forEach(need -> need.keys().forEach(excess::remove));
    excess.removeAll(linked.resources());
    boolean nearlyAll = role.resources().size() * 2 > catalogue.resources().size();
    return new Weighed(new Fix.LinkRoles(to, role, List.copyOf(excess)), nearlyAll, excess.size());
  }

  private Weighed widen(Beneficiary to, Role role, List<ResourceKey> lacking) {
    List<Holder> others =
        own.holders(role).stream().filter(holder -> !holder.equals(to.holder())).toList();
    return new Weighed(new Fix.WidenRole(to, role, lacking, others), false, others.size());
  }

  /// A fix and how much more than needed it grants: resources beyond what is needed, or other
  /// holders who gain what is. What grants more than half of all there is, such as an owner's role,
  /// stands last.
  private record Weighed(Fix fix, boolean nearlyAll, int tooMuch) {
    static final Comparator<Weighed> LEAST_FIRST =
        Comparator.comparing(Weighed::nearlyAll)
            .thenComparingInt(Weighed::tooMuch)
            .thenComparingInt(Weighed::effort)
            .thenComparing(Weighed::name);

    private int effort() {
      return switch (fix) {
        case Fix.LinkRoles _ -> 0;
        case Fix.WidenRole _ -> 1;
        default -> 2;
      };
    }

    private String name() {
      return fix instanceof Fix.LinkRoles link ? link.roles().getFirst().name() : "";
    }
  }
}

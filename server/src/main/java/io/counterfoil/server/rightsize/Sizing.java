package io.counterfoil.server.rightsize;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.usage.RightSizing;
import io.counterfoil.core.usage.RightSizing.Finding;
import io.counterfoil.core.usage.RightSizing.Sized;
import io.counterfoil.core.usage.UseRecords;
import io.counterfoil.core.usage.UseRecords.Grain;
import io.counterfoil.core.usage.UseRecords.Span;
import io.counterfoil.core.usage.Uses;
import io.counterfoil.server.control.Parts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sizes every key that acts in an account.
public final class Sizing {
  /// How far back is looked where nobody says.
  public static final int USUAL_DAYS = 90;

  private static final int PAGE = 200;

  private final Directory directory;
  private final AccountView view;
  private final AccountName account;
  private final RightSizing sizing;
  private final Map<Holder, List<Uses>> uses = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private final UseRecords records;
  private final Span everywhere;
  private final Period period;
  private final Map<Finding, Integer> totals = new EnumMap<>(Finding.class);
  private int keys;

  /// The time that was looked at.
  ///
  /// @param recordedSince since when use is counted for the account
  /// @param isWhole whether use was counted in all of it; if not, nothing is known to be unused
  ///   before the counting began
  public record Period(int days, Instant since, Instant recordedSince, boolean isWhole) {}

  /// Reads what was used.
  ///
  /// @param recordedSince since when use is counted for the account
  public Sizing(Parts parts, AccountView view, int days, Instant recordedSince) {
    this.view = view;
    directory = parts.directory();
    account = view.account().name();
    Instant now = parts.clock().instant();
    Instant since = now.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.DAYS);
    Instant until = now.plus(Duration.ofDays(1));
    records = parts.usage().records();
    everywhere = new Span(null, null, since, until, Grain.DAY);
    Span here = new Span(account, null, since, until, Grain.DAY);
    for (Uses each : records.totals(here, Integer.MAX_VALUE)) {
      uses.computeIfAbsent(each.call().holder(), _ -> new ArrayList<>()).add(each);
    }
    period =
        new Period(
            days,
            since,
            recordedSince,
            !recordedSince.isAfter(since) && records.uncounted(since, until) == 0);
    sizing =
        new RightSizing(
            directory.catalogue(), directory.roles(account), view.account().renewalPeriod(), now);
    readChanges(parts, since);
  }

  /// What was linked to keys, or granted by roles, only within the period.
  private void readChanges(Parts parts, Instant since) {
    for (String action : List.of("role.linked", "role.edited", "key.roles_set")) {
      var filter = new AuditFilter(account, null, action, null, since, null);
      long before = Long.MAX_VALUE;
      List<ChainedEntry> page = parts.store().audit(filter, before, PAGE);
      while (!page.isEmpty()) {
        for (ChainedEntry entry : page) {
          before = Math.min(before, entry.revision().number());
          changed.add(entry.entry().target());
        }
        page = parts.store().audit(filter, before, PAGE);
      }
    }
  }

  /// The time that was looked at.
  public Period period() {
    return period;
  }

  /// How many keys were looked at so far.
  public int keys() {
    return keys;
  }

  /// How many of them have the finding.
  public int total(Finding finding) {
    return totals.getOrDefault(finding, 0);
  }

  /// Whether nothing about what the key was granted changed in the period.
  public boolean wasSoAllTheTime(Sized sized) {
    ApiKey key = sized.subject().key();
    return period.isWhole()
        && !key.createdAt().isAfter(period.since())
        && !changed.contains("key:" + key.appKey())
        && sized.subject().roles().roles().stream()
            .noneMatch(role -> changed.contains("role:" + role.id()));
  }

  /// Sizes all keys, and hands over those about which something was found.
  public void forEach(Consumer<Sized> into) {
    directory.forEachKeyOf(account, key -> size(key, into));
    directory.grants(account).stream()
        .map(Grant::holder)
        .map(holder -> holder instanceof Holder.OfKey(var id) ? directory.key(id) : null)
        .filter(Objects::nonNull)
        .filter(key -> !key.account().equals(account) && key.state() != KeyState.DELETED)
        .forEach(key -> size(key, into));
  }

  private void size(ApiKey key, Consumer<Sized> into) {
    Holder holder = new Holder.OfKey(key.id());
    List<Uses> here = uses.getOrDefault(holder, List.of());
    boolean isOwn = key.account().equals(account);
    boolean isUsedHere = here.stream().anyMatch(each -> each.call().isAllowed());
    List<AccountName> shared = isOwn ? directory.usersOf(key) : List.of(key.account());
    Sized sized =
        sizing.size(
            new RightSizing.Subject(
                key,
                roles(holder),
                shared,
                here,
                isOwn && !isUsedHere && !shared.isEmpty() && isUsed(holder)));
    keys++;
    sized.findings().forEach(finding -> totals.merge(finding, 1, Integer::sum));
    if (!sized.findings().isEmpty()) {
      into.accept(sized);
    }
  }

  private boolean isUsed(Holder holder) {
    Span span = new Span(null, holder, everywhere.since(), everywhere.until(), everywhere.grain());
    return records.totals(span, PAGE).stream().anyMatch(each -> each.call().isAllowed());
  }

  private RoleSet roles(Holder holder) {
    Grant grant = directory.grant(account, holder);
    List<Role> roles = new ArrayList<>();
    if (grant != null) {
      for (RoleId id : new TreeSet<>(grant.roles())) {
        @Nullable Role role = directory.role(view.account().name(), id);
        if (role != null) {
          roles.add(role);
        }
      }
    }
    return new RoleSet(roles);
  }
}

package io.counterfoil.core.store;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountRules;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.person.SignIn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Every pass, found by id, by code and by person, how each person signs in, and what accounts ask
/// of their people. One thread writes, any may read.
public final class SignIns {
  private final Map<PassId, Pass> byId = new ConcurrentHashMap<>();
  private final Map<TokenDigest, PassId> byCode = new ConcurrentHashMap<>();
  private final Map<UserId, Set<PassId>> byUser = new ConcurrentHashMap<>();
  private final Map<AccountName, AccountRules> rules = new ConcurrentHashMap<>();
  private final Map<UserId, SignIn> signIns = new ConcurrentHashMap<>();

  SignIns() {
    // everything begins empty
  }

  void put(AccountRules changed) {
    rules.put(changed.account(), changed);
  }

  void put(SignIn signIn) {
    signIns.put(signIn.user(), signIn);
  }

  void put(Pass pass) {
    Pass before = byId.put(pass.id(), pass);
    if (before != null && !before.code().equals(pass.code())) {
      byCode.remove(before.code());
    }
    byCode.put(pass.code(), pass.id());
    UserId user = pass.user();
    if (user != null) {
      byUser.computeIfAbsent(user, one -> ConcurrentHashMap.newKeySet()).add(pass.id());
    }
  }

  void remove(PassId id) {
    Pass gone = byId.remove(id);
    if (gone == null) {
      return;
    }
    byCode.remove(gone.code());
    UserId user = gone.user();
    if (user != null) {
      byUser.computeIfPresent(
          user,
          (one, known) -> {
            known.remove(id);
            return known.isEmpty() ? null : known;
          });
    }
  }

  @Nullable Pass of(PassId id) {
    return byId.get(id);
  }

  @Nullable Pass of(TokenDigest code) {
    PassId id = byCode.get(code);
    return id == null ? null : byId.get(id);
  }

  /// The newest first.
  List<Pass> of(UserId user) {
    List<Pass> own = new ArrayList<>();
    for (PassId id : byUser.getOrDefault(user, Set.of())) {
      Pass pass = byId.get(id);
      if (pass != null) {
        own.add(pass);
      }
    }
    own.sort(Comparator.comparing(Pass::createdAt).reversed());
    return own;
  }

  /// Passes that are no good any more, a few of them.
  public List<Pass> outdated(Instant now, int most) {
    return byId.values().stream().filter(pass -> !pass.isGoodAt(now)).limit(most).toList();
  }

  SignIn signIn(UserId user) {
    return signIns.getOrDefault(user, SignIn.never(user));
  }

  AccountRules rules(AccountName account) {
    return rules.getOrDefault(account, AccountRules.usual(account));
  }

  /// For how many days accounts keep refusals that said so themselves.
  public Map<AccountName, Integer> refusalDays() {
    return rules.values().stream()
        .filter(each -> each.refusalDays() > 0)
        .collect(toUnmodifiableMap(AccountRules::account, AccountRules::refusalDays));
  }

  /// The changes that build it from nothing.
  List<Change> changes() {
    List<Change> all = new ArrayList<>();
    rules.values().forEach(each -> all.add(new Change.RulesPut(each)));
    signIns.values().forEach(signIn -> all.add(new Change.SignInPut(signIn)));
    byId.values().forEach(pass -> all.add(new Change.PassPut(pass)));
    return all;
  }
}

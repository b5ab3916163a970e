package io.counterfoil.core.log;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.Archive;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells whose people may read of a refusal.
final class Attribution {
  private final Archive archive;

  Attribution(Archive archive) {
    this.archive = archive;
  }

  /// The number of the account that was decided on, else of the one that the presented key speaks
  /// of; 0 for none. It does the same work whether or not that key exists, since it runs before the
  /// answer.
  static int number(Snapshot snapshot, RefusedRequest request) {
    AccountName name = request.account();
    if (name == null) {
      AppKey presented = presented(request.presented());
      name = presented == null ? null : presented.accountSpokenOf();
    }
    Account account = name == null ? null : accountOf(snapshot, name);
    return account == null ? 0 : account.number();
  }

  private static @Nullable Account accountOf(Snapshot snapshot, AccountName name) {
    AccountView view = snapshot.account(name);
    return view == null ? null : view.account();
  }

  /// The key that the refusal is about: the authentic caller's, or one that has, or had, exactly
  /// the presented name.
  @Nullable ApiKey key(RefusedRequest request, @Nullable Caller caller) {
    if (caller instanceof Caller.Key(var key)) {
      return key;
    }
    AppKey name = presented(request.presented());
    return name == null ? null : archive.everKnown(name);
  }

  /// The account: the one that was decided on, else the key's owner, else that of a key that the
  /// evidence names, else one that the presented key or the request speaks of.
  @Nullable AccountName account(
      Snapshot snapshot, RefusedRequest request, @Nullable ApiKey key, List<Evidence> evidence) {
    AccountName decided = request.account();
    if (decided != null) {
      return decided;
    }
    if (key != null) {
      return key.account();
    }
    return evidence.stream()
        .map(Evidence::key)
        .filter(Objects::nonNull)
        .map(archive::everKnown)
        .filter(Objects::nonNull)
        .map(ApiKey::account)
        .findFirst()
        .or(() -> spokenOf(snapshot, request).findFirst())
        .orElse(null);
  }

  private static Stream<AccountName> spokenOf(Snapshot snapshot, RefusedRequest request) {
    AppKey name = presented(request.presented());
    Where where = request.attempt().where();
    String host = where.host();
    return Stream.of(
            name == null ? null : name.accountSpokenOf(),
            named(where.account()),
            host == null ? null : snapshot.accountOfHost(host),
            named(where.query()))
        .filter(Objects::nonNull)
        .filter(account -> snapshot.account(account) != null);
  }

  private static @Nullable AccountName named(@Nullable String text) {
    return text != null && AccountName.isValid(text) ? new AccountName(text) : null;
  }

  private static @Nullable AppKey presented(Presented presented) {
    if (presented.keys().size() != 1) {
      return null;
    }
    String text = presented.keys().getFirst();
    return AppKey.isValid(text) ? new AppKey(text) : null;
  }
}

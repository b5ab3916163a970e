package io.counterfoil.core.store;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.key.AppKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How things stood at an instant, as far as one key and one account are concerned: read from the
/// record, change by change. It holds what those changes come to and no more, so that it stays
/// small however long the record is.
public final class Past {
  private static final int PAGE = 500;

  private final Store store;
  private final String baseDomain;

  /// @param baseDomain hosts `{account}.{baseDomain}` belong to that account
  public Past(Store store, String baseDomain) {
    this.store = store;
    this.baseDomain = baseDomain;
  }

  /// What decisions on the key in the account were made by.
  ///
  /// @return null where nothing was recorded yet at the instant
  public @Nullable Snapshot at(Instant instant, AppKey key, AccountName account) {
    Map<Object, Change> last = new LinkedHashMap<>();
    Revision revision = Revision.NONE;
    List<Commit> page;
    do {
      page = store.after(revision.number(), PAGE);
      for (Commit commit : page) {
        if (commit.audit().at().isAfter(instant)) {
          return forecast(revision, last);
        }
        commit.changes().forEach(change -> keep(change, key, account, last));
        revision = commit.revision();
      }
    } while (page.size() == PAGE);
    return forecast(revision, last);
  }

  private @Nullable Snapshot forecast(Revision revision, Map<Object, Change> last) {
    return revision.number() == 0
        ? null
        : new Forecast(new Directory(baseDomain), revision, last.values());
  }

  private static void keep(
      Change change, AppKey name, AccountName account, Map<Object, Change> last) {
    @Nullable Object of =
        switch (change) {
          case Change.CataloguePut _ -> "catalogue";
          case Change.AccountPut(var put) -> put.name();
          case Change.UserPut _ -> null;
          case Change.RolePut(var role) -> account.equals(role.account()) ? role.id() : null;
          case Change.RoleRemoved(var id) -> last.containsKey(id) ? id : null;
          case Change.KeyPut(var key) -> key.appKey().equals(name) ? name : null;
          case Change.GrantPut(var grant) ->
              grant.account().equals(account) ? List.of("grant", grant.holder()) : null;
          case Change.GrantRemoved(var from, var holder) ->
              from.equals(account) ? List.of("grant", holder) : null;
          case Change.OfTokens _, Change.Aside _, Change.StalenessPut _ -> null;
        };
    if (of != null) {
      last.put(of, change);
    }
  }
}

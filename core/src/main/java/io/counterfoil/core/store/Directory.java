package io.counterfoil.core.store;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.explain.AccountRoles;
import io.counterfoil.core.explain.Archive;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything there is, live, in memory: what decisions, explanations and administration read.
///
/// Each value is immutable and is swapped whole, so that a reader never waits and never sees half a
/// change; a reader that holds on to nothing sees the newest. Only [SnapshotKeeper] writes.
public final class Directory implements Snapshot, Archive, AccountRoles {
  private final Keys keys = new Keys();
  private final Accounts accounts;
  private volatile Revision revision = Revision.NONE;
  private volatile boolean ready;

  Directory(String baseDomain) {
    accounts = new Accounts(baseDomain);
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public Revision revision() {
    return revision;
  }

  @Override
  public Catalogue catalogue() {
    return accounts.catalogue();
  }

  @Override
  public @Nullable ApiKey find(TokenDigest pair) {
    return keys.find(pair);
  }

  @Override
  public @Nullable ApiKey key(AppKey name) {
    return keys.inUse(name);
  }

  @Override
  public @Nullable User user(UserId id) {
    return accounts.user(id);
  }

  @Override
  public @Nullable AccountView account(AccountName name) {
    return accounts.view(name);
  }

  @Override
  public @Nullable AccountName accountOfHost(String host) {
    return accounts.ofHost(host);
  }

  @Override
  public @Nullable ApiKey everKnown(AppKey name) {
    return keys.everKnown(name);
  }

  @Override
  public List<ApiKey> differingByCase(AppKey name) {
    return keys.differingByCase(name);
  }

  @Override
  public @Nullable ApiKey holderOf(AccountName account, TokenDigest alone) {
    ApiKey holder = keys.holderOf(alone);
    return holder != null && holder.account().equals(account) ? holder : null;
  }

  /// The key of that id, deleted or not.
  public @Nullable ApiKey key(KeyId id) {
    return keys.of(id);
  }

  /// The keys that the account owns and has not deleted, the oldest first.
  public List<ApiKey> keysOf(AccountName account) {
    return keys.of(account);
  }

  /// Every account, by name.
  public List<Account> accounts() {
    return accounts.all();
  }

  /// The account of that small number.
  public @Nullable AccountName account(int number) {
    return accounts.ofNumber(number);
  }

  /// The person of that address.
  public @Nullable User user(Email email) {
    return accounts.user(email);
  }

  /// What the holder was granted in the account; null where the holder has no grant there.
  public @Nullable Grant grant(AccountName account, Holder holder) {
    return accounts.grant(account, holder);
  }

  /// Every grant in the account, to keys and to people.
  public Collection<Grant> grants(AccountName account) {
    return accounts.grants(account);
  }

  /// Every role that the account has, predefined ones first, by number.
  public List<Role> roles(AccountName account) {
    return accounts.roles(account);
  }

  /// The role of that number, if it is predefined or the account's own.
  public @Nullable Role role(AccountName account, RoleId id) {
    return accounts.role(account, id);
  }

  @Override
  public Collection<Role> custom(AccountName account) {
    return accounts.customRoles(account);
  }

  @Override
  public int holders(Role role) {
    AccountName account = role.account();
    return account == null ? 0 : holders(account, role.id()).size();
  }

  /// Who has the role in the account.
  public List<Holder> holders(AccountName account, RoleId role) {
    return accounts.grants(account).stream()
        .filter(grant -> grant.roles().contains(role))
        .map(Grant::holder)
        .toList();
  }

  /// The smallest number that no custom role has had yet.
  public RoleId nextRoleId() {
    return accounts.nextRoleId();
  }

  Keys keys() {
    return keys;
  }

  Accounts people() {
    return accounts;
  }

  void arrivedAt(Revision newest) {
    revision = newest;
    ready = true;
  }
}

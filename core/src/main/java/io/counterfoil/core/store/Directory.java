package io.counterfoil.core.store;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountRules;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.Freshness;
import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Usage;
import io.counterfoil.core.explain.AccountRoles;
import io.counterfoil.core.explain.Archive;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.PairFacts;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.person.SignIn;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import io.counterfoil.core.table.KeyTable;
import io.counterfoil.core.table.TableImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything there is, live, in memory: what decisions, explanations and administration read.
///
/// Each value is immutable and is swapped whole, so that a reader never waits and never sees half a
/// change; a reader that holds on to nothing sees the newest. Only [SnapshotKeeper] writes.
public final class Directory implements Snapshot, Archive, AccountRoles, KeyLine.Records {
  private static final Comparator<ApiKey> OLDEST_FIRST =
      Comparator.comparing(ApiKey::createdAt).thenComparing(key -> key.id().value());

  private final KeyTable keys;
  private final Links links = new Links();
  private final SignIns signIns = new SignIns();
  private final Leaks leaks = new Leaks();
  private final AccessTokens accessTokens = new AccessTokens();
  private final Agenda agenda = new Agenda();
  private final Answers answers = new Answers();
  private final Endpoints endpoints = new Endpoints();
  private final Nodes nodes = new Nodes();
  private final Usage usage = new Usage(agenda::isOldPair);
  private final Accounts accounts;
  private volatile Revision revision = Revision.NONE;
  private volatile boolean ready;

  /// An empty one, which is not ready.
  Directory(String baseDomain) {
    this(baseDomain, new KeyTable());
  }

  private Directory(String baseDomain, KeyTable keys) {
    this.keys = keys;
    accounts = new Accounts(baseDomain, this::ownRoles);
  }

  /// The directory that a snapshot file holds, ready to decide at the revision of the file.
  ///
  /// @throws IOException if the file cannot be read, is not whole, or was altered
  public static Directory read(Path file, String baseDomain) throws IOException {
    return of(SnapshotFile.read(file, null), baseDomain);
  }

  static Directory of(SnapshotFile.Contents contents, String baseDomain) throws IOException {
    KeyTable keys = TableImage.read(contents.table(), contents.records());
    Directory directory = new Directory(baseDomain, keys);
    DirectoryImage.decode(contents.rest(), directory);
    directory.arrivedAt(contents.revision());
    return directory;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public Freshness freshness() {
    return nodes;
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
  public boolean find(long[] pair, KeyLine into) {
    return keys.find(pair, into.facts()) && resolved(into);
  }

  private boolean resolved(KeyLine line) {
    PairFacts facts = line.facts();
    line.resolve(accounts.view(facts.account()), accounts.roleSets().get(facts.roles()), this);
    return true;
  }

  @Override
  public boolean find(AppKey name, KeyLine into) {
    ApiKey key = key(name);
    if (key == null) {
      return false;
    }
    into.set(key, account(key.account()));
    return true;
  }

  @Override
  public @Nullable ApiKey key(AppKey name) {
    ApiKey key = everKnown(name);
    return key == null || key.state() == KeyState.DELETED ? null : key;
  }

  @Override
  public ApiKey key(int slot) {
    return keys.key(slot);
  }

  @Override
  public String label(int slot) {
    return keys.label(slot);
  }

  @Override
  public boolean isRevoked(UUID accessToken) {
    return accessTokens.isRevoked(accessToken);
  }

  @Override
  public @Nullable User user(UserId id) {
    return accounts.user(id);
  }

  @Override
  public @Nullable AccountView account(AccountName name) {
    return accounts.view(name.value());
  }

  @Override
  public @Nullable AccountView accountNamed(String name) {
    return accounts.view(name);
  }

  @Override
  public @Nullable AccountName accountOfHost(String host) {
    return accounts.ofHost(host);
  }

  @Override
  public @Nullable ApiKey everKnown(AppKey name) {
    return keyAt(keys.slot(name));
  }

  private @Nullable ApiKey keyAt(int slot) {
    return slot == KeyTable.NONE ? null : keys.key(slot);
  }

  @Override
  public List<ApiKey> differingByCase(AppKey name) {
    return keys.differingByCase(name);
  }

  @Override
  public @Nullable ApiKey holderOf(AccountName account, TokenDigest alone) {
    return keys.holderOf(account, alone);
  }

  /// The key of that id, deleted or not.
  public @Nullable ApiKey key(KeyId id) {
    return keyAt(keys.slot(id));
  }

  /// The keys that the account owns and has not deleted, the oldest first.
  public List<ApiKey> keysOf(AccountName account) {
    List<ApiKey> own = new ArrayList<>();
    forEachKeyOf(account, own::add);
    own.sort(OLDEST_FIRST);
    return own;
  }

  /// Hands over the keys that the account owns and has not deleted, one by one: all of a million at
  /// once would fill the memory.
  public void forEachKeyOf(AccountName account, Consumer<ApiKey> into) {
    keys.forEachOf(
        accounts.number(account),
        slot -> {
          ApiKey key = keys.key(slot);
          if (key.state() != KeyState.DELETED) {
            into.accept(key);
          }
        });
  }

  /// The keys that the account deleted and can still restore, the oldest first.
  public List<ApiKey> deletedKeysOf(AccountName account) {
    return agenda.deletedOf(account);
  }

  /// Every deleted key that is not purged yet.
  public List<ApiKey> deletedKeys() {
    return agenda.deleted();
  }

  /// Every key that is being renewed.
  public List<ApiKey> renewingKeys() {
    return agenda.renewing();
  }

  /// The requests that are remembered.
  public Answers answers() {
    return answers;
  }

  /// What keys were used lately, as far as this process saw it.
  public Usage usage() {
    return usage;
  }

  /// Notes when the key was last used before this process began, if it is still known.
  public void usedBefore(KeyId id, Instant at) {
    int slot = keys.slot(id);
    if (slot != KeyTable.NONE) {
      usage.known(slot, at);
    }
  }

  /// When the key was last used, as far as this process knows; null where it was not.
  public @Nullable Instant lastUsed(KeyId id) {
    return usage.lastUsed(keys.slot(id));
  }

  /// Every single-access link that has not ended, whether or not its time has passed.
  public List<SingleAccessLink> openLinks() {
    return links.open();
  }

  /// The accounts in which the key was added as an external one, by name.
  public List<AccountName> usersOf(ApiKey key) {
    return accounts.using(key);
  }

  /// Tokens that were found in the open.
  public Leaks leaks() {
    return leaks;
  }

  /// What access tokens are signed with, and which were taken back.
  public AccessTokens accessTokens() {
    return accessTokens;
  }

  /// The single-access link of that id.
  public @Nullable SingleAccessLink link(LinkId id) {
    return links.of(id);
  }

  /// The single-access link that the code of that digest opens.
  public @Nullable SingleAccessLink link(TokenDigest code) {
    return links.of(code);
  }

  /// The single-access links of the key's tokens, the newest first.
  public List<SingleAccessLink> linksOf(KeyId key) {
    return links.of(key);
  }

  /// The pass of that id.
  public @Nullable Pass pass(PassId id) {
    return signIns.of(id);
  }

  /// The pass that the code of that digest is for.
  public @Nullable Pass pass(TokenDigest code) {
    return signIns.of(code);
  }

  /// The person's passes, the newest first; some may be no good any more.
  public List<Pass> passesOf(UserId user) {
    return signIns.of(user);
  }

  /// How the person signs in.
  public SignIn signIn(UserId user) {
    return signIns.signIn(user);
  }

  /// What the account asks of its people.
  public AccountRules rules(AccountName account) {
    return signIns.rules(account);
  }

  /// The accounts that the person is a user of, by name.
  public List<Account> accountsOf(UserId user) {
    return accounts.having(new Holder.OfUser(user));
  }

  /// The webhook of that id.
  public @Nullable Endpoint endpoint(EndpointId id) {
    return endpoints.of(id);
  }

  /// The webhooks of the account, the oldest first.
  public List<Endpoint> endpointsOf(AccountName account) {
    return endpoints.of(account);
  }

  /// The verifiers that may read the feed, and how old what they know may be.
  public Nodes nodes() {
    return nodes;
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
    int slot = ownSlot(account, holder);
    return slot == KeyTable.NONE ? accounts.grant(account, holder) : own(account, holder, slot);
  }

  private @Nullable Grant own(AccountName account, Holder holder, int slot) {
    int roles = keys.roles(slot);
    return roles == KeyTable.NO_ROLES
        ? null
        : new Grant(account, holder, accounts.roleSets().ids(roles));
  }

  /// Every grant in the account, to keys and to people.
  public Collection<Grant> grants(AccountName account) {
    List<Grant> all = new ArrayList<>(accounts.grants(account));
    keys.forEachOf(
        accounts.number(account),
        slot -> {
          Grant own = own(account, new Holder.OfKey(keys.key(slot).id()), slot);
          if (own != null) {
            all.add(own);
          }
        });
    return all;
  }

  private @Nullable RoleSet ownRoles(ApiKey key) {
    int slot = keys.slot(key.id());
    int roles = slot == KeyTable.NONE ? KeyTable.NO_ROLES : keys.roles(slot);
    return roles == KeyTable.NO_ROLES ? null : accounts.roleSets().get(roles);
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
  public List<Holder> holders(Role role) {
    AccountName account = role.account();
    return account == null ? List.of() : holders(account, role.id());
  }

  /// Who has the role in the account.
  public List<Holder> holders(AccountName account, RoleId role) {
    return grants(account).stream()
        .filter(grant -> grant.roles().contains(role))
        .map(Grant::holder)
        .toList();
  }

  /// The smallest number that no custom role has had yet.
  public RoleId nextRoleId() {
    return accounts.nextRoleId();
  }

  /// How many pairs admit.
  public long pairs() {
    return keys.pairs();
  }

  /// Whether the key of that name may wait for its first use: its token is known only by another
  /// system's hash. Costs the same whether there is such a key or not.
  public boolean mayWait(AppKey name) {
    return keys.mayWait(name);
  }

  void put(ApiKey key) {
    keys.put(key, accounts.number(key.account()));
    agenda.put(key);
  }

  void put(Grant grant) {
    int slot = ownSlot(grant.account(), grant.holder());
    if (slot == KeyTable.NONE) {
      accounts.put(grant);
    } else {
      int roles = accounts.roleSets().number(grant.roles());
      keys.grant(slot, accounts.number(grant.account()), roles);
    }
  }

  void removeGrant(AccountName account, Holder holder) {
    int slot = ownSlot(account, holder);
    if (slot == KeyTable.NONE) {
      accounts.removeGrant(account, holder);
    } else {
      keys.grant(slot, accounts.number(account), KeyTable.NO_ROLES);
    }
  }

  private int ownSlot(AccountName account, Holder holder) {
    if (!(holder instanceof Holder.OfKey(var id))) {
      return KeyTable.NONE;
    }
    int slot = keys.slot(id);
    return slot != KeyTable.NONE && keys.key(slot).account().equals(account) ? slot : KeyTable.NONE;
  }

  KeyTable keys() {
    return keys;
  }

  Agenda agenda() {
    return agenda;
  }

  Endpoints endpoints() {
    return endpoints;
  }

  Links links() {
    return links;
  }

  /// How people sign in.
  public SignIns signIns() {
    return signIns;
  }

  Accounts people() {
    return accounts;
  }

  void arrivedAt(Revision newest) {
    revision = newest;
    ready = true;
  }
}

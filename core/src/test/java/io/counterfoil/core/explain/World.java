package io.counterfoil.core.explain;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.RoleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A small world to refuse in: accounts, keys and a catalogue, as a snapshot and an archive.
/// Changed by hand.
public final class World implements Snapshot, Archive {
  public static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  public static final AccountName ACME = new AccountName("acme");
  public static final AccountName BETA = new AccountName("beta");
  public static final ResourceKey VIEW = key("ViewOrders");
  public static final ResourceKey EDIT = key("EditOrders");
  public static final ResourceKey COUNT = key("CountOrders");
  public static final ResourceKey LIST = key("ListOrders");
  public static final Role VIEWER = role(1, "Order viewer", VIEW);
  public static final Role EDITOR = role(2, "Order editor", VIEW, EDIT);
  public static final Role OWNER = role(3, "Owner", VIEW, EDIT, COUNT, LIST);

  public final Pepper pepper = new Pepper(1, new byte[Pepper.BYTES]);
  public final Digester digester = new Digester(pepper);
  public boolean ready = true;
  public Catalogue catalogue = defaultCatalogue();
  private final Random random = new Random(7);
  private final Map<AppKey, ApiKey> keys = new HashMap<>();
  private final Map<AccountName, AccountView> views = new HashMap<>();
  private final Map<Link, RoleSet> links = new HashMap<>();
  private final Map<UserId, User> users = new HashMap<>();
  private final Map<AppKey, AppToken> tokens = new HashMap<>();

  private record Link(AccountName account, KeyId key) {}

  public World() {
    account(1, ACME, List.of());
    account(2, BETA, List.of());
  }

  /// Makes an account.
  public void account(int number, AccountName name, List<String> hosts) {
    Account account =
        new Account(
            number,
            name,
            AccountState.ACTIVE,
            new UserId(new UUID(9, number)),
            KeyCreation.SPONSOR_ONLY,
            hosts,
            NOON);
    views.put(name, new AccountView(account, key -> links.get(new Link(name, key.id())), Map.of()));
  }

  /// Makes a key without a role.
  public ApiKey issue(AccountName account, String name) {
    AppKey appKey = new AppKey(name);
    AppToken token = TokenFormat.generate(random);
    tokens.put(appKey, token);
    ApiKey key =
        new ApiKey(
            new KeyId(new UUID(5, random.nextLong())),
            account,
            appKey,
            "label of " + name,
            KeyState.ACTIVE,
            new Tokens.Settled(digester.counterpart(account, appKey, token, NOON)),
            List.of(),
            NOON,
            "user:ana@example.com",
            null,
            NOON);
    put(key);
    return key;
  }

  /// The text of the token that the key was issued last.
  public String tokenOf(ApiKey key) {
    AppToken token = tokens.get(key.appKey());
    if (token == null) {
      throw new IllegalArgumentException("no token of " + key.appKey());
    }
    return token.reveal();
  }

  /// Renews the key's token and finishes the renewal.
  public ApiKey renew(ApiKey key, Instant at, String by) {
    AppToken fresh = TokenFormat.generate(random);
    tokens.put(key.appKey(), fresh);
    ApiKey renewing = key.renewing(digester.counterpart(key.account(), key.appKey(), fresh, at));
    ApiKey renewed = renewing.renewed((Tokens.Renewing) renewing.tokens(), at, by);
    put(renewed);
    return renewed;
  }

  /// Puts the key in place of the one of its name.
  public void put(ApiKey key) {
    keys.put(key.appKey(), key);
  }

  /// Puts the account in place of the one of its name.
  public void put(Account account) {
    AccountView old = view(account.name());
    views.put(account.name(), new AccountView(account, old.keys(), old.people()));
  }

  /// Makes a person who has these roles in the account.
  public User person(AccountName account, String email, Role... roles) {
    var id = new UserId(new UUID(3, random.nextLong()));
    var user = new User(id, new Email(email), email, null, NOON);
    users.put(id, user);
    AccountView old = view(account);
    Map<UserId, RoleSet> people = new HashMap<>(old.people());
    people.put(id, new RoleSet(List.of(roles)));
    views.put(account, new AccountView(old.account(), old.keys(), people));
    return user;
  }

  /// Links roles to the key in the account, in place of those it had.
  public void link(AccountName account, ApiKey key, Role... roles) {
    links.put(new Link(account, key.id()), new RoleSet(List.of(roles)));
  }

  private AccountView view(AccountName name) {
    AccountView view = views.get(name);
    if (view == null) {
      throw new IllegalArgumentException("no account " + name);
    }
    return view;
  }

  /// The account of that number.
  public @Nullable AccountName named(int number) {
    return views.values().stream()
        .map(AccountView::account)
        .filter(account -> account.number() == number)
        .map(Account::name)
        .findAny()
        .orElse(null);
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public Revision revision() {
    return new Revision(42, "0".repeat(64));
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public boolean find(long[] pair, KeyLine into) {
    return found(
        living()
            .filter(key ->
                key.tokens().live().stream()
                    .anyMatch(one -> Arrays.equals(one.pair().words(), pair))),
        into);
  }

  @Override
  public boolean find(AppKey name, KeyLine into) {
    return found(living().filter(key -> key.appKey().equals(name)), into);
  }

  private boolean found(Stream<ApiKey> keys, KeyLine into) {
    var key = keys.findAny();
    key.ifPresent(one -> into.set(one, views.get(one.account())));
    return key.isPresent();
  }

  @Override
  public boolean isRevoked(UUID accessToken) {
    return false;
  }

  @Override
  public @Nullable User user(UserId id) {
    return users.get(id);
  }

  @Override
  public @Nullable AccountView account(AccountName name) {
    return views.get(name);
  }

  @Override
  public @Nullable AccountName accountOfHost(String host) {
    return views.values().stream()
        .map(AccountView::account)
        .filter(account -> account.hosts().contains(host))
        .map(Account::name)
        .findAny()
        .orElse(null);
  }

  @Override
  public @Nullable ApiKey everKnown(AppKey name) {
    return keys.get(name);
  }

  @Override
  public List<ApiKey> differingByCase(AppKey name) {
    return keys.values().stream()
        .filter(key -> key.appKey().value().equalsIgnoreCase(name.value()))
        .filter(key -> !key.appKey().equals(name))
        .toList();
  }

  @Override
  public @Nullable ApiKey holderOf(AccountName account, TokenDigest alone) {
    return living()
        .filter(key -> key.account().equals(account))
        .filter(key -> key.tokens().live().stream().anyMatch(one -> one.alone().matches(alone)))
        .findAny()
        .orElse(null);
  }

  private Stream<ApiKey> living() {
    return keys.values().stream().filter(key -> key.state() != KeyState.DELETED);
  }

  private static Catalogue defaultCatalogue() {
    List<Resource> resources = new ArrayList<>();
    for (ResourceKey key : List.of(VIEW, EDIT, COUNT, LIST)) {
      resources.add(
          new Resource(key, key.value(), "OMS", "Orders", 0, 0, key.equals(COUNT), false));
    }
    var both = Set.of(CredentialKind.PAIR, CredentialKind.USER_TOKEN);
    return new Catalogue(
        "test",
        "1",
        resources,
        List.of(VIEWER, EDITOR, OWNER),
        List.of(
            operation("GET", "/orders/{id}", Requirement.anyOf(List.of(VIEW, LIST)), both),
            operation("PUT", "/orders/{id}", Requirement.allOf(List.of(VIEW, EDIT)), both),
            operation("GET", "/ping", new Requirement.Nothing(), both),
            operation(
                "GET", "/me", Requirement.anyOf(List.of(VIEW)), Set.of(CredentialKind.USER_TOKEN)),
            operation(
                "GET", "/feed", Requirement.anyOf(List.of(VIEW)), Set.of(CredentialKind.PAIR))));
  }

  /// An operation.
  public static Operation operation(
      String method, String template, Requirement needed, Set<CredentialKind> accepts) {
    return new Operation(method, new PathTemplate(template), template, needed, accepts);
  }

  /// A resource's key.
  public static ResourceKey key(String value) {
    return new ResourceKey(value);
  }

  /// A predefined role.
  public static Role role(int id, String name, ResourceKey... resources) {
    return new Role(new RoleId(id), null, name, Set.of(resources));
  }

  /// A custom role of the account.
  public static Role custom(AccountName account, int id, String name, ResourceKey... resources) {
    return new Role(new RoleId(id), account, name, Set.of(resources));
  }
}

package io.counterfoil.testkit;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.AnsweredRequest;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.node.Node;
import io.counterfoil.core.node.NodeName;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.person.SecondFactor;
import io.counterfoil.core.person.SignIn;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Plausible objects of the domain. The same seed gives the same objects.
public final class Samples {
  /// When everything here happened.
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  /// Grants the reading of orders.
  public static final ResourceKey VIEW_ORDERS = new ResourceKey("ListOrders");

  /// Grants the changing of orders.
  public static final ResourceKey EDIT_ORDERS = new ResourceKey("Action: change order: état");

  private final Random random;

  /// @param seed which objects
  public Samples(long seed) {
    random = new Random(seed);
  }

  /// An account with a Sponsor of its own.
  public Account account(int number, String name) {
    return new Account(
        number,
        new AccountName(name),
        AccountState.ACTIVE,
        new UserId(uuid()),
        KeyCreation.SPONSOR_ONLY,
        List.of(),
        NOW);
  }

  /// A person who has set a password.
  public User user(String email) {
    return new User(
        new UserId(uuid()),
        new Email(email),
        "Ana Łukasz 花子 🗝",
        new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"),
        NOW);
  }

  /// An active key of the account, with one token and no expiry.
  public ApiKey key(AccountName account) {
    return new ApiKey(
        new KeyId(uuid()),
        account,
        AppKey.generate("appkey", account, random),
        "ERP \"nightly\" export\n– 注文 \\ 🧾",
        KeyState.ACTIVE,
        new Tokens.Settled(counterpart()),
        List.of(),
        NOW,
        "user:ana@example.com",
        null,
        NOW);
  }

  /// A key of the account of which everything was said that can be.
  public ApiKey noted(AccountName account) {
    return key(account)
        .with(
            new KeyTerms(
                "Nightly export – 注文",
                Map.of("team", "ERP \"north\"", "ticket", ""),
                List.of(AddressRange.parse("192.0.2.0/24"), AddressRange.parse("2001:db8::/32")),
                new RateLimit(100, 60),
                14));
  }

  /// A link to a token of the key; `end` says how it ended.
  public SingleAccessLink link(ApiKey key, SingleAccessLink.@Nullable End end) {
    byte[] sealed = new byte[81];
    random.nextBytes(sealed);
    return new SingleAccessLink(
        new LinkId(uuid()),
        key.account(),
        key.id(),
        SingleAccessLink.Purpose.RENEWAL,
        digest(),
        end == null ? new SingleAccessLink.Sealed(sealed) : SingleAccessLink.Sealed.NOTHING,
        end == null,
        2,
        1,
        NOW,
        "user:ana@example.com",
        NOW.plus(SingleAccessLink.LIFETIME),
        end);
  }

  /// A webhook of the account.
  ///
  /// @param rotated whether a former secret still signs, and it is disabled
  public Endpoint endpoint(AccountName account, boolean rotated) {
    return new Endpoint(
        new EndpointId(uuid()),
        account,
        "https://hooks.example.com/a?b=c",
        "Alarms – 注文",
        rotated ? Set.of(EventType.KEY_CREATED, EventType.KEY_DELETED) : Set.of(),
        SealedSecret.of(digest().toBytes()),
        rotated ? new Endpoint.Former(SealedSecret.of(digest().toBytes()), NOW) : null,
        rotated ? "switched off" : null,
        NOW,
        "user:ana@example.com");
  }

  /// A verifier of that name.
  public Node node(String name) {
    return new Node(new NodeName(name), digest(), NOW, "operator:local");
  }

  /// A request that was carried out under an `Idempotency-Key`.
  public AnsweredRequest answered() {
    return new AnsweredRequest(digest(), digest(), "key:" + uuid(), NOW);
  }

  /// A session of the person.
  public Pass session(User user, @Nullable AccountName account) {
    return new Pass(
        new PassId(uuid()),
        Pass.Kind.SESSION,
        user.id(),
        account,
        digest(),
        "password",
        NOW,
        NOW.plusSeconds(60),
        NOW.plus(Pass.Kind.SESSION.lifetime()),
        1,
        true,
        account == null ? null : "2001:db8::7",
        "Firefox – 日本");
  }

  /// How the person signs in: with a second factor of which two recovery codes are left.
  public SignIn signIn(User user) {
    byte[] seed = new byte[48];
    random.nextBytes(seed);
    var factor =
        new SecondFactor(SealedSecret.of(seed), NOW, 58_000_000L, List.of(digest(), digest()));
    return new SignIn(user.id(), NOW, NOW.minusSeconds(9), factor);
  }

  /// What is kept of some token that was issued here.
  public Counterpart counterpart() {
    return new Counterpart(digest(), digest(), digest(), 1, NOW);
  }

  /// What is kept of some token that was issued elsewhere.
  public Counterpart imported() {
    return new Counterpart(digest(), null, digest(), 2, NOW.plusMillis(1));
  }

  /// A custom role of the account.
  public Role role(int id, AccountName account, ResourceKey... resources) {
    return new Role(new RoleId(id), account, "Role № " + id, Set.of(resources));
  }

  /// A small catalogue in which operations need any of some resources, all of them, or none.
  public Catalogue catalogue() {
    return new Catalogue(
        "sample",
        "1-β",
        List.of(
            new Resource(VIEW_ORDERS, "View orders", "OMS", "Orders", 12, 3, false, false),
            new Resource(EDIT_ORDERS, "Change orders", "OMS", "", 0, 0, true, true)),
        List.of(
            new Role(new RoleId(1), null, "OMS - Full access", Set.of(VIEW_ORDERS, EDIT_ORDERS)),
            new Role(new RoleId(2), null, "Nothing at all", Set.of())),
        List.of(
            operation("GET", "/api/oms/orders", Requirement.anyOf(List.of(VIEW_ORDERS))),
            operation(
                "POST",
                "/api/oms/orders/{orderId}",
                Requirement.allOf(List.of(VIEW_ORDERS, EDIT_ORDERS))),
            operation("GET", "/api/oms/ping", new Requirement.Nothing())));
  }

  private static Operation operation(String method, String path, Requirement requirement) {
    Set<CredentialKind> accepts =
        requirement instanceof Requirement.Nothing
            ? Set.of(CredentialKind.PAIR, CredentialKind.USER_TOKEN)
            : Set.of(CredentialKind.PAIR);
    return new Operation(method, new PathTemplate(path), "Call " + path, requirement, accepts);
  }

  /// Somebody's entry about the account.
  public static AuditEntry entry(@Nullable AccountName account, String action) {
    return new AuditEntry(
        NOW,
        account,
        "user:ana@example.com",
        action,
        "key:appkey-acme-QXZKWM",
        Map.of("state", "inactive", "label", "a=b\n\"c\"\\ \t– 注文"),
        Map.of(),
        "request-" + action,
        "2001:db8::7");
  }

  /// Commits the changes to the store, after its head.
  public static Commit commit(Store store, AuditEntry entry, List<Change> changes) {
    Revision head = store.head();
    Commit commit = Commit.after(head, entry, changes);
    store.commit(head, commit);
    return commit;
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private TokenDigest digest() {
    byte[] bytes = new byte[TokenDigest.BYTES];
    random.nextBytes(bytes);
    return TokenDigest.of(bytes);
  }
}

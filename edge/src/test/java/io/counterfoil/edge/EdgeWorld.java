package io.counterfoil.edge;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.log.RecentRefusals;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.log.RefusalIds;
import io.counterfoil.core.log.RefusalLimits;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.Scope;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.MemoryStore;
import io.counterfoil.core.store.SnapshotKeeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An edge that runs, and accounts, keys and people for it to decide on.
final class EdgeWorld implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  static final AccountName ACME = new AccountName("acme");
  static final AccountName BETA = new AccountName("beta");
  static final AccountName CLOSED = new AccountName("closed");
  static final String HOST = "shop.beta.example";

  static final String VIEWER = "appkey-acme-VIEWER";
  static final String NO_ROLE = "appkey-acme-NOROLE";
  static final String INACTIVE = "appkey-acme-INACTV";
  static final String QUARANTINED = "appkey-acme-QUARAN";
  static final String EXPIRED = "appkey-acme-EXPIRE";
  static final String FENCED = "appkey-acme-FENCED";
  static final String ELSEWHERE = "appkey-acme-ELSEWH";
  static final String LIMITED = "appkey-acme-LIMITD";
  static final String DELETED = "appkey-acme-DELETD";
  static final String RENEWED = "appkey-acme-RENEWD";
  static final String COUNTER = "appkey-acme-COUNTR";
  static final String OF_BETA = "appkey-beta-BETAAA";
  static final String OF_CLOSED = "appkey-closed-CLOSED";

  private static final ResourceKey VIEW = new ResourceKey("ViewOrders");
  private static final ResourceKey COUNT = new ResourceKey("CountOrders");
  private static final Role COUNTING = new Role(new RoleId(2), null, "Counter", Set.of(COUNT));
  private static final ResourceKey EDIT = new ResourceKey("EditOrders");
  private static final Role VIEWING =
      new Role(new RoleId(1), null, "Order viewer, ação", Set.of(VIEW));
  private static final Set<CredentialKind> BOTH =
      Set.of(CredentialKind.PAIR, CredentialKind.USER_TOKEN);

  private final Random random = new Random(7);
  private final Pepper pepper = new Pepper(1, new byte[Pepper.BYTES]);
  private final Digester digester = new Digester(pepper);
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> oldTokens = new HashMap<>();
  private final SnapshotKeeper keeper = new SnapshotKeeper(new MemoryStore(), "stores.example");
  private final User ana =
      new User(new UserId(new UUID(1, 1)), new Email("ana@example.com"), "Ana", null, NOON);
  private final RecentRefusals log;
  final EdgeServer edge;

  private EdgeWorld(boolean loaded, boolean settled, EdgeConfig config) {
    InstantSource clock = InstantSource.system();
    Directory directory = keeper.directory();
    log =
        new RecentRefusals(
            new RefusalIds(pepper, clock),
            new Witness(new Digester(pepper), directory),
            directory,
            () -> directory,
            directory::account,
            clock,
            RefusalLimits.DEFAULT);
    if (loaded) {
      keeper.load();
    }
    if (settled) {
      settle();
    }
    edge = EdgeServer.start(config, parts(new SignedTexts()));
  }

  static EdgeWorld start() {
    return start(config());
  }

  static EdgeWorld start(EdgeConfig config) {
    return new EdgeWorld(true, true, config);
  }

  /// A free port, two event loops, and the transport that the tests run on.
  static EdgeConfig config() {
    return new EdgeConfig(
        "127.0.0.1",
        0,
        2,
        EdgeLimits.DEFAULT,
        Duration.ofSeconds(1),
        null,
        EdgeTransport.Choice.of(System.getProperty("edge.transport", "auto")),
        null,
        null,
        AdapterPorts.NONE);
  }

  /// What this edge decides with, for another one.
  EdgeParts parts(UserTokenReader userTokens) {
    return new EdgeParts(keeper::directory, pepper, userTokens, log, InstantSource.system());
  }

  /// An edge whose keys are not loaded yet.
  static EdgeWorld unready() {
    return new EdgeWorld(false, false, config());
  }

  /// An edge that knows of nobody.
  static EdgeWorld without() {
    return new EdgeWorld(true, false, config());
  }

  int port() {
    return edge.port();
  }

  String token(String appKey) {
    String token = tokens.get(appKey);
    if (token == null) {
      throw new IllegalArgumentException("no token of " + appKey);
    }
    return token;
  }

  /// The token that a finished renewal put out of use.
  String oldToken(String appKey) {
    String token = oldTokens.get(appKey);
    if (token == null) {
      throw new IllegalArgumentException("no old token of " + appKey);
    }
    return token;
  }

  /// What is kept of the refusal.
  DecisionRecord refusal(String id) {
    DecisionRecord kept = log.find(new RefusalId(id));
    if (kept == null) {
      throw new IllegalArgumentException("nothing is known of " + id);
    }
    return kept;
  }

  /// Asks as Caddy does.
  Wire.Reply forward(String method, String uri, String... headers) throws IOException {
    return ask(
        "/v1/authz/forward", "X-Forwarded-Method: " + method, "X-Forwarded-Uri: " + uri, headers);
  }

  /// Asks as nginx does.
  Wire.Reply nginx(String method, String uri, String... headers) throws IOException {
    return ask(
        "/v1/authz/nginx", "X-Original-Method: " + method, "X-Original-URI: " + uri, headers);
  }

  private Wire.Reply ask(String route, String method, String uri, String... headers)
      throws IOException {
    String[] all = new String[headers.length + 2];
    all[0] = method;
    all[1] = uri;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return Wire.ask(port(), "GET " + route, all);
  }

  /// The key's two headers as one piece.
  String pair(String appKey) {
    return pair(appKey, token(appKey));
  }

  static String pair(String appKey, String token) {
    return "X-VTEX-API-AppKey: " + appKey + "\r\nX-VTEX-API-AppToken: " + token;
  }

  /// Switches the key off.
  void deactivate(String appKey) {
    ApiKey key = keeper.directory().key(new AppKey(appKey));
    if (key == null) {
      throw new IllegalArgumentException("no key " + appKey);
    }
    commit(new Change.KeyPut(key.with(KeyState.INACTIVE, NOON)));
  }

  private void settle() {
    commit(
        new Change.CataloguePut(catalogue()),
        new Change.UserPut(ana),
        account(1, ACME, AccountState.ACTIVE, List.of()),
        account(2, BETA, AccountState.ACTIVE, List.of(HOST)),
        account(3, CLOSED, AccountState.INACTIVE, List.of()));
    ApiKey viewer = issue(ACME, VIEWER, KeyState.ACTIVE, null);
    ApiKey ofBeta = issue(BETA, OF_BETA, KeyState.ACTIVE, null);
    issue(ACME, NO_ROLE, KeyState.ACTIVE, null);
    issue(ACME, INACTIVE, KeyState.INACTIVE, null);
    issue(ACME, QUARANTINED, KeyState.QUARANTINED, null);
    issue(ACME, EXPIRED, KeyState.ACTIVE, NOON.minusSeconds(60 * 60 * 24 * 365));
    issue(CLOSED, OF_CLOSED, KeyState.ACTIVE, null);
    ApiKey fenced = issue(ACME, FENCED, KeyState.ACTIVE, null);
    commit(
        new Change.KeyPut(
            fenced.with(
                KeyTerms.NONE.withAddresses(
                    List.of(
                        AddressRange.parse("192.0.2.0/24"),
                        AddressRange.parse("2001:db8::/32"))))));
    ApiKey limited = issue(ACME, LIMITED, KeyState.ACTIVE, null);
    commit(new Change.KeyPut(limited.with(KeyTerms.NONE.withRate(new RateLimit(2, 3_600)))));
    ApiKey deleted = issue(ACME, DELETED, KeyState.ACTIVE, null);
    commit(new Change.KeyPut(deleted.deleted(NOON)));
    renew(issue(ACME, RENEWED, KeyState.ACTIVE, null));
    ApiKey counter = issue(ACME, COUNTER, KeyState.ACTIVE, null);
    commit(
        new Change.GrantPut(
            new Grant(ACME, new Holder.OfKey(counter.id()), Set.of(COUNTING.id()))));
    link(ACME, new Holder.OfKey(fenced.id()));
    link(ACME, new Holder.OfKey(limited.id()));
    link(ACME, new Holder.OfKey(viewer.id()));
    link(BETA, new Holder.OfKey(ofBeta.id()));
    link(ACME, new Holder.OfUser(ana.id()));
    ApiKey elsewhere = issue(ACME, ELSEWHERE, KeyState.ACTIVE, null);
    commit(
        new Change.KeyPut(
            elsewhere.with(
                KeyTerms.NONE.withAddresses(List.of(AddressRange.parse("203.0.113.0/24"))))));
  }

  private static Change account(
      int number, AccountName name, AccountState state, List<String> hosts) {
    var sponsor = new UserId(new UUID(9, number));
    return new Change.AccountPut(
        new Account(number, name, state, sponsor, KeyCreation.SPONSOR_ONLY, hosts, NOON));
  }

  private ApiKey issue(
      AccountName account, String name, KeyState state, @Nullable Instant expiresAt) {
    AppKey appKey = new AppKey(name);
    AppToken token = TokenFormat.generate(random);
    tokens.put(name, token.reveal());
    ApiKey key =
        new ApiKey(
            new KeyId(new UUID(5, random.nextLong())),
            account,
            appKey,
            "ERP – nightly",
            state,
            new Tokens.Settled(digester.counterpart(account, appKey, token, NOON)),
            List.of(),
            NOON,
            "user:ana@example.com",
            expiresAt,
            NOON);
    commit(new Change.KeyPut(key));
    return key;
  }

  /// Renews the key's token and finishes the renewal.
  private void renew(ApiKey key) {
    oldTokens.put(key.appKey().value(), token(key.appKey().value()));
    AppToken fresh = TokenFormat.generate(random);
    tokens.put(key.appKey().value(), fresh.reveal());
    ApiKey renewing = key.renewing(digester.counterpart(key.account(), key.appKey(), fresh, NOON));
    commit(
        new Change.KeyPut(
            renewing.renewed((Tokens.Renewing) renewing.tokens(), NOON, "user:ana@example.com")));
  }

  private void link(AccountName account, Holder holder) {
    commit(new Change.GrantPut(new Grant(account, holder, Set.of(VIEWING.id()))));
  }

  private void commit(Change... changes) {
    var entry =
        new AuditEntry(NOON, null, "operator:test", "test", "test", Map.of(), Map.of(), "-", null);
    keeper.commit(Commit.after(keeper.directory().revision(), entry, List.of(changes)));
  }

  /// An access token of that name, in its header.
  static String bearer(String name) {
    String header =
        Base64.getUrlEncoder()
            .encodeToString("{\"kid\":\"cfk_test\"}".getBytes(StandardCharsets.US_ASCII));
    return "Authorization: Bearer " + header + "." + name + ".x";
  }

  private final class SignedTexts implements UserTokenReader {
    @Override
    public Credentials read(String token) {
      return userToken(token);
    }

    @Override
    public Credentials readAccessToken(String token) {
      return accessToken(token.substring(token.indexOf('.') + 1));
    }
  }

  /// Access tokens whose text says what they are.
  private Credentials accessToken(String text) {
    Instant later = Instant.now().plusSeconds(300);
    return switch (text) {
      case "of-viewer.x" -> accessToken(VIEWER, token(VIEWER), null, later);
      case "of-inactive.x" -> accessToken(INACTIVE, token(INACTIVE), null, later);
      case "of-fenced.x" -> accessToken(FENCED, token(FENCED), null, later);
      case "of-renewed.x" -> accessToken(RENEWED, oldToken(RENEWED), null, later);
      case "narrow.x" ->
          accessToken(VIEWER, token(VIEWER), new Scope(Set.of(EDIT), Set.of()), later);
      case "expired.x" -> accessToken(VIEWER, token(VIEWER), null, NOON);
      default -> new Credentials.Unusable(new Refusal.AccessTokenInvalid());
    };
  }

  private Credentials accessToken(
      String appKey, String token, @Nullable Scope scope, Instant expiresAt) {
    AppKey name = new AppKey(appKey);
    return new Credentials.AccessToken(
        name,
        new Digester(pepper).pair(name, AppToken.of(token)),
        new UUID(1, 2),
        scope,
        expiresAt);
  }

  /// User tokens whose text says what they are; what signs real ones is not the edge's matter.
  private Credentials userToken(String text) {
    Instant later = Instant.now().plusSeconds(3600);
    return switch (text) {
      case "of-viewer" -> new Credentials.UserToken(new Subject.OfKey(new AppKey(VIEWER)), later);
      case "of-inactive" ->
          new Credentials.UserToken(new Subject.OfKey(new AppKey(INACTIVE)), later);
      case "of-ana" -> new Credentials.UserToken(new Subject.OfUser(ana.id()), later);
      case "expired" ->
          new Credentials.UserToken(
              new Subject.OfUser(ana.id()), NOON.minusSeconds(60 * 60 * 24 * 365));
      default -> new Credentials.Unusable(new Refusal.UserTokenInvalid());
    };
  }

  private static Catalogue catalogue() {
    return new Catalogue(
        "test",
        "1",
        List.of(
            new Resource(VIEW, "View", "OMS", "Orders", 0, 0, false, false),
            new Resource(COUNT, "Count", "OMS", "Orders", 0, 0, false, false),
            new Resource(EDIT, "Edit", "OMS", "Orders", 0, 0, false, false)),
        List.of(VIEWING, COUNTING),
        List.of(
            operation("GET", "/orders/{id}", Requirement.anyOf(List.of(VIEW)), BOTH),
            operation("POST", "/orders", Requirement.anyOf(List.of(VIEW)), BOTH),
            operation("PUT", "/orders/{id}", Requirement.allOf(List.of(VIEW, EDIT)), BOTH),
            operation("GET", "/me", new Requirement.Nothing(), Set.of(CredentialKind.USER_TOKEN))));
  }

  private static Operation operation(
      String method, String template, Requirement needed, Set<CredentialKind> accepts) {
    return new Operation(method, new PathTemplate(template), template, needed, accepts);
  }

  @Override
  public void close() {
    edge.close();
    log.close();
  }
}

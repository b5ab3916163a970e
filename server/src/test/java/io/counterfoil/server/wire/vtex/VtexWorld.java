package io.counterfoil.server.wire.vtex;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.explain.Explainer;
import io.counterfoil.core.explain.KnownUse;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.feed.FeedSigner;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.ImportedTokens;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.log.RecentRefusals;
import io.counterfoil.core.log.RefusalIds;
import io.counterfoil.core.log.RefusalLimits;
import io.counterfoil.core.log.Trial;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Authority;
import io.counterfoil.core.registry.Effects;
import io.counterfoil.core.registry.Issued;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.registry.Registry;
import io.counterfoil.core.registry.TokenIssuer;
import io.counterfoil.core.role.Administration;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.MemoryStore;
import io.counterfoil.core.store.Past;
import io.counterfoil.core.store.SnapshotKeeper;
import io.counterfoil.core.usage.MemoryUses;
import io.counterfoil.core.usage.UseCounters;
import io.counterfoil.core.usage.UseLog;
import io.counterfoil.edge.FirstUses;
import io.counterfoil.server.audit.AuditKey;
import io.counterfoil.server.authzen.model.Models;
import io.counterfoil.server.control.Deployment;
import io.counterfoil.server.control.OperatorToken;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.control.UsageDesk;
import io.counterfoil.server.leak.LeakDesk;
import io.counterfoil.server.node.NodeBoard;
import io.counterfoil.server.node.NodeParts;
import io.counterfoil.server.person.PersonParts;
import io.counterfoil.server.token.BreachedPasswords;
import io.counterfoil.server.token.Passwords;
import io.counterfoil.server.token.TokenParts;
import io.counterfoil.server.token.UserTokens;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// VTEX's routes on a free port, two accounts, and keys that may do this and that.
final class VtexWorld implements AutoCloseable {
  static final AccountName ACME = new AccountName("acme");
  static final AccountName BETA = new AccountName("beta");
  static final String HOST = "shop.acme.example";
  static final int OWNER = 1;
  static final int READ_ONLY = 957;

  private static final Origin ORIGIN = new Origin("test", null);
  private static final Actor OPERATOR = new Actor.Operator("test");
  private static final ResourceKey VIEW_ORDERS = new ResourceKey("OMSViewer");

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer server;
  final Parts parts;

  /// A pair, as its holder has it.
  record Pair(ApiKey key, String token) {
    String name() {
      return key.appKey().value();
    }

    String id() {
      return key.id().toString();
    }

    String[] headers() {
      return new String[] {"X-VTEX-API-AppKey", name(), "X-VTEX-API-AppToken", token};
    }
  }

  /// An answer.
  record Reply(int status, String text, HttpResponse<String> whole) {
    JsonObject json() {
      return new JsonObject(text);
    }

    JsonArray list() {
      return new JsonArray(text);
    }

    @Nullable String header(String name) {
      return whole.headers().firstValue(name).orElse(null);
    }
  }

  /// May do everything in License Manager.
  final Pair admin;

  /// May see orders.
  final Pair reader;

  /// Has no role.
  final Pair noRole;

  /// Beta's.
  final Pair ofBeta;

  private static UseLog.Names names(Directory directory) {
    return new UseLog.Names() {
      @Override
      public @Nullable AccountName account(int number) {
        return directory.account(number);
      }

      @Override
      public ApiKey key(int slot) {
        return directory.key(slot);
      }
    };
  }

  VtexWorld() {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    Pepper pepper = new Pepper(1, new byte[Pepper.BYTES]);
    MemoryStore store = new MemoryStore();
    SnapshotKeeper keeper = new SnapshotKeeper(store, "stores.example");
    keeper.load();
    Directory directory = keeper.directory();
    Authority authority = new Authority(directory, new Digester(pepper));
    TokenParts tokens =
        TokenParts.of(userTokens(), directory.accessTokens()::signingKeys, pepper, clock);
    Router router = Router.router(vertx);
    server = vertx.createHttpServer().requestHandler(router);
    server.listen(0, "127.0.0.1").await();
    var registry =
        new Registry(
            keeper, authority, new TokenIssuer("appkey", new Digester(pepper), random), clock);
    parts =
        new Parts(
            directory,
            registry,
            authority,
            store,
            new CredentialReader(tokens.reader()),
            tokens,
            new Passwords(random, BreachedPasswords.NONE),
            PersonParts.of(directory, registry, pepper, clock, random),
            OperatorToken.generate(random),
            AuditKey.generate(),
            new ImportedTokens(pepper),
            FirstUses.NONE,
            new LeakDesk(directory, new Digester(pepper), null),
            refusals(pepper, directory, clock),
            new Explainer(new Digester(pepper), directory),
            new Trial(keeper.directory(), new Digester(pepper), new Digester(pepper)),
            new Effects(directory, registry, KnownUse.NOTHING, new Digester(pepper)),
            new UsageDesk(
                new UseLog(new UseCounters(64), new MemoryUses(), names(directory), clock)),
            new Past(store, "stores.example"),
            clock,
            new NodeParts(
                new NodeBoard(directory.nodes()::all, clock), FeedSigner.of(pepper).check()),
            new OutboxSeal(pepper),
            false,
            Models.NONE,
            new Deployment(Deployment.Purpose.SERVING),
            "http://127.0.0.1:" + server.actualPort());
    router.route().handler(BodyHandler.create(false));
    new VtexRoutes(parts).mount(router);
    execute(new RoleCommand.ImportCatalogue(catalogue()));
    account(ACME, List.of(HOST));
    account(BETA, List.of());
    execute(new AccountCommand.SetKeyCreation(ACME, KeyCreation.DELEGATED));
    admin = key(ACME, role(ACME).value());
    reader = key(ACME, READ_ONLY);
    noRole = key(ACME);
    ofBeta = key(BETA, role(BETA).value());
  }

  private static RecentRefusals refusals(Pepper pepper, Directory directory, InstantSource clock) {
    return new RecentRefusals(
        new RefusalIds(pepper, clock),
        new Witness(new Digester(pepper), directory),
        directory,
        () -> directory,
        directory::account,
        clock,
        RefusalLimits.DEFAULT);
  }

  private static UserTokens userTokens() {
    try {
      return new UserTokens(
          new ECKeyGenerator(Curve.P_256).keyID("0f".repeat(20)).generate(),
          Duration.ofHours(24),
          _ -> null);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Catalogue catalogue() {
    Set<ResourceKey> all = new HashSet<>(Set.of(VIEW_ORDERS));
    Administration.resources().forEach(resource -> all.add(resource.key()));
    return new Catalogue(
        "vtex",
        "1",
        List.of(new Resource(VIEW_ORDERS, "View order", "OMS", "Orders", 12, 3, false, false)),
        List.of(
            new Role(new RoleId(OWNER), null, "Owner (Admin Super)", all),
            new Role(new RoleId(READ_ONLY), null, "OMS - Read only", Set.of(VIEW_ORDERS))),
        List.of());
  }

  private void account(AccountName name, List<String> hosts) {
    execute(
        new AccountCommand.CreateAccount(
            name, new Email("sponsor@" + name + ".example"), "Ana", null, hosts));
  }

  private RoleId role(AccountName account) {
    Set<ResourceKey> all = new HashSet<>();
    Administration.resources().forEach(resource -> all.add(resource.key()));
    return execute(new RoleCommand.CreateRole(account, "License Manager", all))
            instanceof Outcome.Result.OfRole(var role)
        ? role.id()
        : new RoleId(0);
  }

  /// A fresh pair with the roles.
  Pair key(AccountName account, int... roles) {
    Set<RoleId> ids = new HashSet<>();
    for (int role : roles) {
      ids.add(new RoleId(role));
    }
    if (execute(new KeyCommand.CreateKey(account, "ERP", ids, null))
        instanceof Outcome.Result.OfToken(Issued issued)) {
      return new Pair(issued.key(), issued.reveal().reveal());
    }
    throw new IllegalStateException("no token");
  }

  /// A token of the account's Sponsor.
  String sponsorToken(AccountName account) {
    var view = parts.directory().account(account);
    User sponsor = view == null ? null : parts.directory().user(view.account().sponsor());
    if (sponsor == null) {
      throw new IllegalStateException("no sponsor");
    }
    return parts.userTokens().issue(sponsor, account, parts.clock().instant()).text().reveal();
  }

  UserId sponsor(AccountName account) {
    var view = parts.directory().account(account);
    if (view == null) {
      throw new IllegalStateException("no account");
    }
    return view.account().sponsor();
  }

  Outcome.Result execute(Command command) {
    return switch (parts.registry().execute(command, OPERATOR, ORIGIN)) {
      case Outcome.Committed(_, var result) -> result;
      case Outcome.Rejected(var problem) -> throw new IllegalStateException(problem.detail());
      case Outcome.Denied _ -> throw new IllegalStateException("denied");
    };
  }

  /// Asks as the administrator's key.
  Reply ask(String method, String path, @Nullable String body) throws Exception {
    return ask(method, path, body, admin.headers());
  }

  /// Asks with these headers, without a declared type, in chunks.
  Reply ask(String method, String path, @Nullable String body, String... headers) throws Exception {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    var request =
        HttpRequest.newBuilder(URI.create(parts.publicUrl() + path)).method(method, publisher);
    if (headers.length > 0) {
      request.headers(headers);
    }
    var reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(reply.statusCode(), reply.body(), reply);
  }

  /// The status line of a GET that calls the server by another name.
  String getAt(String host, String path, Pair pair) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      String request =
          """
          GET %s HTTP/1.1\r
          host: %s\r
          x-vtex-api-APPKEY: %s\r
          X-VTEX-API-APPTOKEN: %s\r
          connection: close\r
          \r
          """
              .formatted(path, host, pair.name(), pair.token());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return all.substring(0, all.indexOf("\r\n"));
    }
  }

  @Override
  public void close() {
    parts.refusals().close();
    server.close().await();
    vertx.close().await();
  }
}

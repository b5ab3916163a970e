package io.counterfoil.edge;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.log.RecentRefusals;
import io.counterfoil.core.log.RefusalIds;
import io.counterfoil.core.log.RefusalLimits;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Authority;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.registry.Registry;
import io.counterfoil.core.registry.TokenIssuer;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.MemoryStore;
import io.counterfoil.core.store.SnapshotKeeper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// Makes the virtual machine compile what every request needs before the first one comes: for a
/// moment, an edge of its own at a free port of loopback, with an account that exists nowhere else,
/// answers requests that nobody sent. It runs while the keys are being loaded, and touches neither
/// their counters nor their log.
public final class EdgeWarmUp {
  private static final AccountName ACCOUNT = new AccountName("warm");
  private static final ResourceKey RESOURCE = new ResourceKey("Warm");
  private static final Role ROLE = new Role(new RoleId(1), null, "Warm", Set.of(RESOURCE));
  private static final Duration BUDGET = Duration.ofMillis(700);
  private static final int AT_ONCE = 8;
  private static final int BUFFER = 1 << 16;

  private final SecureRandom random = new SecureRandom();
  private final Pepper pepper = Pepper.generate(1, random);
  private final SnapshotKeeper keeper = new SnapshotKeeper(new MemoryStore(), "localhost");
  private final Registry registry;

  private EdgeWarmUp() {
    keeper.load();
    registry =
        new Registry(
            keeper,
            new Authority(keeper.directory(), new Digester(pepper)),
            new TokenIssuer("appkey", new Digester(pepper), random),
            InstantSource.system());
  }

  /// Begins on a thread of its own, which ends by itself. What goes wrong costs nothing but warmth.
  ///
  /// @param transport the way to the network that the real edge will take
  public static Thread begin(EdgeTransport.Choice transport) {
    return Thread.ofPlatform()
        .name("warm-up")
        .daemon()
        .uncaughtExceptionHandler((_, _) -> {})
        .start(() -> new EdgeWarmUp().run(transport));
  }

  private void run(EdgeTransport.Choice transport) {
    long until = System.nanoTime() + BUDGET.toNanos();
    String requests = requests();
    InstantSource clock = InstantSource.system();
    var directory = keeper.directory();
    try (RecentRefusals log =
            new RecentRefusals(
                new RefusalIds(pepper, clock),
                new Witness(new Digester(pepper), directory),
                directory,
                () -> directory,
                directory::account,
                clock,
                RefusalLimits.forHeap(Runtime.getRuntime().maxMemory()));
        EdgeServer edge =
            EdgeServer.start(
                EdgeConfig.loopback(0).withTransport(transport).withEventLoops(1),
                new EdgeParts(() -> directory, pepper, UserTokenReader.NONE, log, clock));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      while (System.nanoTime() < until) {
        ask(socket, requests.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new EdgeException("warm-up: " + e.getMessage(), e);
    }
  }

  /// A few requests in one piece: most allowed, one with a wrong token.
  private String requests() {
    done(new RoleCommand.ImportCatalogue(catalogue()));
    Email nobody = new Email("nobody@warm.invalid");
    done(new AccountCommand.CreateAccount(ACCOUNT, nobody, "Nobody", null, List.of()));
    var result = done(new KeyCommand.CreateKey(ACCOUNT, "warm-up", Set.of(ROLE.id()), null));
    if (!(result instanceof Outcome.Result.OfToken(var issued))) {
      throw new IllegalStateException("no token was issued (expected: one)");
    }
    String key = issued.key().appKey().value();
    String right = request(key, issued.reveal().reveal());
    return right.repeat(AT_ONCE - 1) + request(key, TokenFormat.generate(random).reveal());
  }

  private static String request(String key, String token) {
    return """
    GET /v1/authz/forward HTTP/1.1\r
    Host: localhost\r
    X-Forwarded-Method: GET\r
    X-Forwarded-Uri: /api/warm/pvt/items/17\r
    X-VTEX-API-AppKey: %s\r
    X-VTEX-API-AppToken: %s\r
    \r
    """
        .formatted(key, token);
  }

  private Outcome.Result done(Command command) {
    Outcome outcome =
        registry.execute(command, new Actor.Operator("warm-up"), new Origin("warm-up", null));
    if (outcome instanceof Outcome.Committed(_, var result)) {
      return result;
    }
    throw new IllegalStateException("the warm-up's own command was refused: " + outcome);
  }

  private static Catalogue catalogue() {
    return new Catalogue(
        "warm-up",
        "1",
        List.of(new Resource(RESOURCE, "Warm", "Warm", "Warm", 0, 0, false, false)),
        List.of(ROLE),
        List.of(
            new Operation(
                "GET",
                new PathTemplate("/api/warm/pvt/items/{id}"),
                "Warm",
                Requirement.anyOf(List.of(RESOURCE)),
                Set.of(CredentialKind.PAIR))));
  }

  private static void ask(Socket socket, byte[] requests) throws IOException {
    socket.getOutputStream().write(requests);
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[BUFFER];
    int answers = 0;
    int length = 0;
    while (answers < AT_ONCE) {
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new IOException("the connection was closed (expected: an answer to each request)");
      }
      length += read;
      answers = count(buffer, length);
    }
  }

  /// How many status lines there are.
  private static int count(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int found = 0;
    for (int at = text.indexOf("HTTP/1.1 "); at >= 0; at = text.indexOf("HTTP/1.1 ", at + 1)) {
      found++;
    }
    return found;
  }
}

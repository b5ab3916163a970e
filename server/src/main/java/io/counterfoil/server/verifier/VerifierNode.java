package io.counterfoil.server.verifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.decision.Limiter;
import io.counterfoil.core.decision.Usage;
import io.counterfoil.core.explain.Witness;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.log.RecentRefusals;
import io.counterfoil.core.log.RefusalIds;
import io.counterfoil.core.log.RefusalLimits;
import io.counterfoil.core.usage.UseCounters;
import io.counterfoil.edge.ClientAddress;
import io.counterfoil.edge.EdgeParts;
import io.counterfoil.edge.EdgeServer;
import io.counterfoil.server.token.BearerTokens;
import io.counterfoil.server.token.SignedTokens;
import io.counterfoil.server.token.SigningKeys;
import io.counterfoil.server.token.UserTokens;
import java.io.IOException;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running verifier, wired by hand: the copy on disk, the feed, the edge.
public final class VerifierNode implements AutoCloseable {
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(24);

  private final VerifierKit kit;
  private final ReplicaFolder folder;
  private final LiveReplica live;
  private final ServerClock clock;
  private final FeedReader reader;
  private final Reporter reporter;
  private final RecentRefusals refusals;
  private final EdgeServer edge;
  private final HttpClient client;
  private final StatusServer status;
  private final String origin;

  /// What is open before the edge is.
  private record Ground(
      VerifierConfig config,
      ReplicaFolder folder,
      VerifierKit kit,
      ServerClock clock,
      HttpClient client,
      List<ControlNode> controls) {}

  private VerifierNode(Ground ground, LiveReplica live, String origin, String version) {
    this.live = live;
    this.origin = origin;
    kit = ground.kit();
    folder = ground.folder();
    clock = ground.clock();
    client = ground.client();
    refusals = refusals(kit, live, clock);
    edge = edge(ground, live, refusals);
    reader =
        new FeedReader(
            ground.controls(),
            folder,
            kit,
            live,
            clock,
            ground.config().credential(),
            this::applied);
    reporter = new Reporter(ground.controls(), () -> report(version));
    status =
        StatusServer.start(ground.config().edge().host(), ground.config().statusPort(), this, edge);
  }

  /// Starts a verifier. Where it was never started before, it waits for a control node; else it
  /// starts with everything else down.
  ///
  /// @param local this machine's clock
  /// @param waiting told what it waits for
  /// @throws VerifierException if it cannot start
  /// @throws io.counterfoil.edge.EdgeException if it cannot listen
  public static VerifierNode start(
      VerifierConfig config, InstantSource local, String version, Consumer<String> waiting) {
    ReplicaFolder folder = ReplicaFolder.open(config.data());
    try {
      HttpClient client = ControlNode.client(config.tls());
      List<ControlNode> controls =
          config.controls().stream()
              .map(url -> new ControlNode(client, url, config.credential()))
              .toList();
      VerifierKit kit = kit(config, folder, controls, waiting);
      ServerClock clock = new ServerClock(local);
      LiveReplica live = new LiveReplica(kit.baseDomain());
      ReplicaFolder.Found found = folder.load(kit, clock);
      if (found.replica() != null) {
        live.set(found.replica());
      }
      VerifierNode node =
          new VerifierNode(
              new Ground(config, folder, kit, clock, client, controls),
              live,
              found.replica() == null ? found.trouble() : "from its own copy",
              version);
      node.reader.start();
      return node;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /// The kit of the last run; where there is none, a control node's, which is waited for.
  private static VerifierKit kit(
      VerifierConfig config,
      ReplicaFolder folder,
      List<ControlNode> controls,
      Consumer<String> waiting) {
    VerifierKit last = folder.kit(config.credential());
    if (last != null) {
      return last;
    }
    String told = "";
    while (true) {
      for (ControlNode control : controls) {
        try {
          byte[] json = control.kit();
          VerifierKit kit =
              VerifierKit.read(new ObjectMapper().readTree(json), config.credential());
          folder.keepKit(json);
          return kit;
        } catch (IOException e) {
          String trouble = "`" + control.url() + "` does not answer: " + e;
          if (!told.equals(trouble)) {
            waiting.accept(trouble);
            told = trouble;
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new VerifierException("interrupted while it waited for a control node", e);
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VerifierException("interrupted while it waited for a control node", e);
    }
  }

  private static RecentRefusals refusals(VerifierKit kit, LiveReplica live, ServerClock clock) {
    return new RecentRefusals(
        new RefusalIds(kit.keys(), clock),
        new Witness(new Digester(kit.keys()), live),
        live,
        live::directory,
        number -> live.directory().account(number),
        clock,
        RefusalLimits.forHeap(Runtime.getRuntime().maxMemory()));
  }

  private static EdgeServer edge(Ground ground, LiveReplica live, RecentRefusals refusals) {
    return EdgeServer.start(
        ground.config().edge().withProblems(ground.kit().problems()),
        new EdgeParts(
            live::directory,
            ground.kit().keys(),
            tokens(ground.kit(), live, ground.clock()),
            refusals,
            ground.clock(),
            new ClientAddress(ground.config().trustedHops()),
            new Limiter(),
            new Usage(_ -> false),
            UseCounters.forHeap(0),
            new RemoteFirstUses(ground.controls(), live)));
  }

  private static SignedTokens tokens(VerifierKit kit, LiveReplica live, ServerClock clock) {
    try {
      UserTokens users =
          new UserTokens(
              ECKey.parse(kit.userTokenKey()),
              TOKEN_LIFETIME,
              user -> live.directory().signIn(user).validFrom());
      SigningKeys signing = new SigningKeys(() -> live.directory().accessTokens().signingKeys());
      return new SignedTokens(users, new BearerTokens(signing, kit.keys(), clock));
    } catch (ParseException e) {
      throw new VerifierException("the kit has no key for user tokens (expected: a JWK)", e);
    }
  }

  private void applied() {
    reporter.wake();
  }

  private Reporter.Report report(String version) {
    Revision revision = reader.kept();
    return new Reporter.Report(
        revision.number(), revision.token(), edge.url(), version, refusals.counts().recorded());
  }

  /// What the verifier is called.
  public String name() {
    return kit.node();
  }

  /// Where the edge is reached.
  public String edgeUrl() {
    return edge.url();
  }

  /// How the edge reaches the network and why so.
  public String transport() {
    return edge.transport();
  }

  /// The port of `/metrics` and `/health`.
  public int statusPort() {
    return status.port();
  }

  /// Whether it decides.
  public boolean isReady() {
    return live.isReady();
  }

  /// How far it is.
  public Revision revision() {
    return live.revision();
  }

  /// How old what it knows is; null where it knows nothing.
  public @Nullable Duration age() {
    if (!live.isReady()) {
      return null;
    }
    Duration age =
        Duration.between(
            Instant.ofEpochMilli(live.directory().freshness().asOf()), clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  boolean isConnected() {
    return reader.isConnected();
  }

  Duration clockOffset() {
    return clock.offset();
  }

  long forks() {
    return reader.forks();
  }

  /// What it decides on, and how old that is, in one line.
  public String standing() {
    Duration age = age();
    if (age == null) {
      return "not ready: nothing is known here yet; " + origin + trouble();
    }
    return "decides on revision "
        + revision().token()
        + ", "
        + age.toSeconds()
        + " s old"
        + (isConnected() ? "" : "; the feed does not come" + trouble());
  }

  private String trouble() {
    String trouble = reader.trouble();
    return trouble.isEmpty() ? "" : ": " + trouble;
  }

  /// How its copy was come by at the start.
  public String origin() {
    return origin;
  }

  @Override
  public void close() {
    status.close();
    edge.close();
    reader.close();
    reporter.close();
    refusals.close();
    client.shutdownNow();
    folder.close();
  }
}

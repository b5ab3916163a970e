package io.counterfoil.server.wiring;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.Limiter;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.person.PassCode;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.store.Store;
import io.counterfoil.edge.ClientAddress;
import io.counterfoil.edge.EdgeParts;
import io.counterfoil.edge.EdgeServer;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.imports.ForeignTokens;
import io.counterfoil.server.job.JobClock;
import io.counterfoil.server.job.KeyJobs;
import io.counterfoil.server.job.PersonJobs;
import io.counterfoil.server.oauth.OAuthSite;
import io.counterfoil.server.outbox.Courier;
import io.counterfoil.store.SqlStore;
import io.counterfoil.store.StoreAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// A running server: the store, the control server and the edge, wired by hand.
public final class CounterfoilServer implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
  private static final Origin AT_START = new Origin("start", null);

  private final LiveView view;
  private final Feeding feeding;
  private final Apart apart;
  private final EdgeServer edge;
  private final ControlServer control;
  private final Parts parts;
  private final KeyJobs keyJobs;
  private final PersonJobs personJobs;
  private final OAuthSite oauth;
  private final JobClock jobs;
  private final Outbound outbound;
  private final JobClock deliveries;

  private CounterfoilServer(
      LiveView view,
      Feeding feeding,
      Apart apart,
      EdgeServer edge,
      ControlServer control,
      Parts parts,
      Outbound outbound) {
    this.view = view;
    this.feeding = feeding;
    this.apart = apart;
    this.edge = edge;
    this.control = control;
    this.parts = parts;
    keyJobs = new KeyJobs(parts);
    personJobs = new PersonJobs(parts);
    oauth = new OAuthSite(parts);
    jobs =
        new JobClock(
            EVERY,
            () -> {
              keyJobs.run();
              personJobs.run();
              oauth.tick();
            });
    this.outbound = outbound;
    deliveries = new JobClock(EVERY_SECOND, outbound.courier()::tick);
  }

  /// Starts everything. Whatever fails, nothing is left running.
  ///
  /// @throws StartException if a part of the configuration cannot be had
  /// @throws io.counterfoil.core.store.StoreException if the store cannot be opened
  public static CounterfoilServer start(ServerConfig config, DataDirectory data) {
    return start(config, data, InstantSource.system());
  }

  /// The same, by another clock.
  public static CounterfoilServer start(
      ServerConfig config, DataDirectory data, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    Pepper pepper = data.pepper();
    String named = config.store();
    StoreAddress address = address(named == null ? data.storeAddress() : named);
    Store store = SqlStore.open(address);
    Events events = null;
    try {
      LiveView view = LiveView.open(store, config.baseDomain(), data.snapshot());
      events = Events.open(address, config.keepRefusals(), pepper, view.directory(), clock);
      Assembly assembly =
          new Assembly(config, data, clock, pepper, random, store, view, events.uses());
      ForeignTokens firstUses = assembly.firstUses();
      Parts blank = assembly.parts(firstUses, events.refusals());
      return listen(config, pepper, blank, view, new Apart(firstUses, events));
    } catch (RuntimeException e) {
      if (events != null) {
        events.close();
      }
      store.close();
      throw e;
    }
  }

  /// What runs apart from the record and its view.
  private record Apart(ForeignTokens firstUses, Events events) {}

  private static StoreAddress address(String text) {
    try {
      return StoreAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static CounterfoilServer listen(
      ServerConfig config, Pepper pepper, Parts blank, LiveView view, Apart apart) {
    Feeding feeding = Feeding.open(view, blank.store(), pepper, config, blank.clock());
    ControlServer control = ControlServer.start(config, blank, feeding);
    Parts parts = control.parts();
    try {
      EdgeServer edge =
          EdgeServer.start(
              config.edge().withProblems(parts.publicUrl() + "/problems/"),
              new EdgeParts(
                  parts::directory,
                  pepper,
                  parts.tokens().reader(),
                  parts.refusals(),
                  parts.clock(),
                  new ClientAddress(config.trustedHops()),
                  new Limiter(),
                  parts.directory().usage(),
                  apart.events().counters(),
                  apart.firstUses()));
      parts.deployment().edgeAt(edge.url());
      Outbound outbound = Outbound.open(config.outbound(), parts);
      control.measure(edge, outbound.courier(), apart.firstUses());
      return new CounterfoilServer(view, feeding, apart, edge, control, parts, outbound);
    } catch (RuntimeException e) {
      feeding.close();
      control.close();
      throw e;
    }
  }

  /// What the surfaces work with.
  public Parts parts() {
    return parts;
  }

  /// What time does to keys; runs by itself every minute.
  public KeyJobs keyJobs() {
    return keyJobs;
  }

  /// What tells the outside; runs by itself every second.
  public Courier courier() {
    return outbound.courier();
  }

  /// What time does to sessions and codes; runs by itself every minute.
  public PersonJobs personJobs() {
    return personJobs;
  }

  /// What changes the keys that sign access tokens; runs by itself every minute.
  public OAuthSite oauth() {
    return oauth;
  }

  /// Where whoever holds the link signs in, once, within 30 minutes: as the user, or, where `user`
  /// is null, by opening the first account.
  public String signInLink(@Nullable UserId user, @Nullable AccountName account) {
    PassCode code = parts.sessions().link(user, account, AT_START);
    return parts.publicUrl() + "/sign-in#" + code.reveal();
  }

  /// Where the control server is reached.
  public String controlUrl() {
    return parts.publicUrl();
  }

  /// The port that the edge listens at.
  public int edgePort() {
    return edge.port();
  }

  /// Where the edge is reached: its URL, or its Unix domain socket if it has nothing else.
  public String edgeUrl() {
    return edge.url();
  }

  /// All addresses of the edge.
  public String edgeAddress() {
    return edge.address();
  }

  /// How the edge reaches the network and why so.
  public String transport() {
    return edge.transport();
  }

  /// How the live view was come by at the start, in words.
  public String origin() {
    return view.origin();
  }

  /// Stops taking requests, lets those under way finish, writes the snapshot for the next start,
  /// and lets go of the store.
  ///
  /// @throws StartException if the snapshot could not be written; all else is done
  @Override
  public void close() {
    jobs.close();
    deliveries.close();
    outbound.close();
    edge.close();
    feeding.close();
    control.close();
    apart.firstUses().close();
    apart.events().close();
    try {
      view.save();
    } finally {
      parts.store().close();
    }
  }
}

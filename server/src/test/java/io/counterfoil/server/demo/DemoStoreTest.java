package io.counterfoil.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.log.DecisionRecord;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.wiring.CounterfoilServer;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The demo has something to show on every page.
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before all tests
class DemoStoreTest {
  private CounterfoilServer server;
  private Parts parts;
  private DemoStore demo;

  @BeforeAll
  void play(@TempDir Path directory) {
    DemoClock clock = DemoClock.atTheBeginning(InstantSource.system());
    var data = new DataDirectory(directory, new SecureRandom());
    server = CounterfoilServer.start(ServerConfig.loopback(directory), data, clock);
    parts = server.parts();
    demo = new DemoStore(parts, new SecureRandom());
    demo.create(clock, server.edgeUrl());
    clock.catchUp();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void itIsThereOnce_andItsClockShowsTheTime() {
    assertThat(demo.exists()).isTrue();
    assertThat(Duration.between(parts.clock().instant(), Instant.now()))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void itsKeysAreInEveryState() {
    List<ApiKey> keys = parts.directory().keysOf(DemoAccount.NAME);

    assertThat(keys)
        .extracting(ApiKey::state)
        .contains(KeyState.ACTIVE, KeyState.INACTIVE, KeyState.QUARANTINED);
    assertThat(parts.directory().deletedKeysOf(DemoAccount.NAME)).hasSize(1);
    assertThat(keys).anyMatch(key -> key.tokens() instanceof Tokens.Renewing);
    assertThat(keys).anyMatch(key -> isBefore(key.expiresAt()));
    assertThat(keys).anyMatch(key -> key.expiresAt() != null && !isBefore(key.expiresAt()));
    assertThat(keys).anyMatch(key -> key.terms().isRestricted());
    assertThat(keys).anyMatch(key -> parts.directory().lastUsed(key.id()) == null);
    assertThat(keys.stream().map(DemoStoreTest::monthsOld)).contains(0L, 4L, 6L);
    assertThat(parts.directory().openLinks()).hasSize(1);
    assertThat(holders())
        .anyMatch(holder ->
            holder instanceof Holder.OfKey(var id)
                && keys.stream().noneMatch(key -> key.id().equals(id)));
    assertThat(parts.directory().leaks().of(DemoAccount.NAME)).isNotEmpty();
  }

  private Stream<Holder> holders() {
    return parts.directory().grants(DemoAccount.NAME).stream().map(Grant::holder);
  }

  private static boolean isBefore(@Nullable Instant at) {
    return at != null && at.isBefore(Instant.now());
  }

  private static long monthsOld(ApiKey key) {
    Duration age = Duration.between(key.tokens().newest().createdAt(), Instant.now());
    return age.toDays() / 30;
  }

  @Test
  void itsCallsWereRefusedThroughoutADay_forManyReasons() {
    List<DecisionRecord> refusals = parts.refusals().recent(DemoAccount.NAME, 500);

    Set<Instant> hours =
        refusals.stream()
            .map(each -> each.at().truncatedTo(ChronoUnit.HOURS))
            .collect(Collectors.toSet());
    Set<RefusalCode> codes =
        refusals.stream().map(DecisionRecord::code).collect(Collectors.toSet());
    assertThat(hours).hasSizeGreaterThan(16);
    assertThat(codes).hasSizeGreaterThan(10);
    assertThat(refusals)
        .allMatch(each -> each.at().isAfter(Instant.now().minus(Duration.ofHours(25))));
  }

  @Test
  void itsPeopleAreInvitedAndSignedIn_andOneIsToBecomeTheSponsor() {
    List<UserId> people =
        holders()
            .mapMulti((Holder holder, Consumer<UserId> into) -> {
              if (holder instanceof Holder.OfUser(var id)) {
                into.accept(id);
              }
            })
            .toList();
    Set<Pass.Kind> passes =
        people.stream()
            .flatMap(person -> parts.directory().passesOf(person).stream())
            .map(Pass::kind)
            .collect(Collectors.toSet());

    assertThat(people).hasSize(5);
    assertThat(passes).contains(Pass.Kind.SESSION, Pass.Kind.INVITATION, Pass.Kind.SPONSORSHIP);
    assertThat(people).anyMatch(person -> parts.directory().signIn(person).asksForFactor());
  }

  @Test
  void itsHistoryIsInTheOrderOfTime_andWasMadeByItsPeople() {
    var entries = parts.store().auditAfter(AuditFilter.ALL, 0, 500);
    List<Instant> times = entries.stream().map(each -> each.entry().at()).toList();

    assertThat(times).isSorted().hasSizeGreaterThan(40);
    assertThat(times.getFirst()).isBefore(Instant.now().minus(Duration.ofDays(200)));
    assertThat(entries).anyMatch(each -> each.entry().actor().equals("user:bea@demostore.example"));
  }

  @Test
  void itTellsWebhooks() {
    server.courier().run();

    assertThat(parts.directory().endpointsOf(DemoAccount.NAME)).hasSize(2);
  }
}

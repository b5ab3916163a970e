package io.counterfoil.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.RenewalPeriod;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.outbox.Attempt;
import io.counterfoil.core.outbox.Delivery.State;
import io.counterfoil.core.outbox.Due;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.outbox.Message;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.Outbox.Filter;
import io.counterfoil.core.outbox.Outbox.Way;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.store.StaleHeadException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every store's outbox promises.
abstract class OutboxSuite extends AuditSuite {
  private static final AccountName ACME = new AccountName("acme");
  private static final AccountName GLOBEX = new AccountName("globex");
  private static final Instant NOW = Samples.NOW;
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final EndpointId ONE = new EndpointId(new UUID(1, 1));
  private static final EndpointId OTHER = new EndpointId(new UUID(2, 2));

  private static Mail mail() {
    return new Mail(
        new Email("ana@example.com"),
        Language.PORTUGUESE,
        MailKind.INVITATION,
        Map.of("account", "acme", "by", "Łukasz \"花子\"\n"),
        SealedSecret.of(new byte[] {1, 2, 3}),
        Duration.ofDays(3));
  }

  private static Event event() {
    return new Event(
        EventType.KEY_CREATED,
        new Event.Subject(new KeyId(new UUID(3, 3)), new AppKey("appkey-acme-QXZKWM")),
        "user:ana@example.com",
        Map.of("label", "ERP – 注文"));
  }

  private static Queued queued(Instant at, Message message, EndpointId... endpoints) {
    return new Queued(MessageId.fresh(), ACME, at, message, Set.of(endpoints));
  }

  private void tell(Queued... messages) {
    Revision head = store().head();
    Commit commit = Commit.after(head, Samples.entry(ACME, "a"), List.of());
    store().commit(head, commit, List.of(messages));
  }

  private List<Due> claim(Instant now) {
    return store().outbox().claim(now, now.plus(LEASE), 10, Set.of(Way.values()));
  }

  private static Attempt attempt(Due due, Instant at, Attempt.Next next) {
    return new Attempt(
        due.queued().id(), due.endpoint(), due.attempts() + 1, at, 12, 503, "busy", next);
  }

  @Test
  void aMessageIsQueuedWithTheCommitThatItTellsOf_andReadsBackAsItWas() throws Exception {
    Queued mail = queued(NOW, mail());
    Queued event = queued(NOW.plusMillis(1), event(), ONE, OTHER);
    tell(mail, event);
    reopen();

    var all = store().outbox().list(Filter.of(ACME), null, 10);
    assertThat(all).hasSize(2);
    assertThat(all.getFirst().queued()).isEqualTo(event);
    assertThat(all.getLast().queued()).isEqualTo(mail);
    assertThat(all.getFirst().deliveries()).hasSize(2);
    assertThat(all.getLast().deliveries())
        .singleElement()
        .satisfies(delivery -> assertThat(delivery.state()).isEqualTo(State.WAITING));
    assertThat(store().outbox().find(mail.id())).isEqualTo(all.getLast());
    assertThat(store().outbox().find(MessageId.fresh())).isNull();
    assertThat(store().outbox().list(Filter.of(GLOBEX), null, 10)).isEmpty();
  }

  @Test
  void webhooksAndRenewalPeriodsAreLoadedAsTheyWere_andForgottenWhenRemoved() throws Exception {
    Samples samples = new Samples(5);
    var account = samples.account(1, "acme").with(RenewalPeriod.SIX_MONTHS);
    var plain = samples.endpoint(ACME, false);
    var rotated = samples.endpoint(ACME, true);
    commit(
        Samples.entry(ACME, "added"),
        List.of(
            new Change.AccountPut(account),
            new Change.EndpointPut(plain),
            new Change.EndpointPut(rotated)));
    reopen();
    assertThat(loadedNow())
        .containsExactlyInAnyOrder(
            new Change.AccountPut(account),
            new Change.EndpointPut(plain),
            new Change.EndpointPut(rotated));
    assertThat(store().after(0, 10).getFirst().changes())
        .isEqualTo(loaded(account, plain, rotated));

    commit(Samples.entry(ACME, "removed"), List.of(new Change.EndpointRemoved(plain.id())));
    assertThat(loadedNow()).doesNotContain(new Change.EndpointPut(plain));
  }

  private static List<Change> loaded(Account account, Endpoint... endpoints) {
    List<Change> changes = new ArrayList<>(List.of(new Change.AccountPut(account)));
    for (Endpoint endpoint : endpoints) {
      changes.add(new Change.EndpointPut(endpoint));
    }
    return changes;
  }

  private List<Change> loadedNow() {
    List<Change> changes = new ArrayList<>();
    store().load(changes::add);
    return changes;
  }

  @Test
  void nothingIsToldOfACommitThatDidNotHappen() {
    Revision first = store().head();
    tell();
    Commit late = Commit.after(first, Samples.entry(ACME, "late"), List.of());

    assertThatExceptionOfType(StaleHeadException.class)
        .isThrownBy(() -> store().commit(first, late, List.of(queued(NOW, mail()))));
    assertThat(store().outbox().list(Filter.of(ACME), null, 10)).isEmpty();
  }

  @Test
  void aDeliveryIsClaimedOnce_andAgainWhenTheClaimIsOver() {
    tell(queued(NOW, event(), ONE), queued(NOW, mail()));

    assertThat(claim(NOW.minusMillis(1))).isEmpty();
    assertThat(store().outbox().claim(NOW, NOW.plus(LEASE), 10, Set.of(Way.MAIL)))
        .singleElement()
        .satisfies(due -> assertThat(due.endpoint()).isNull());
    assertThat(claim(NOW)).singleElement().extracting(Due::endpoint).isEqualTo(ONE);
    assertThat(claim(NOW)).isEmpty();
    assertThat(claim(NOW.plus(LEASE))).hasSize(2);
  }

  @Test
  void anAttemptIsKept_andSaysWhatFollows() {
    Queued event = queued(NOW, event(), ONE);
    tell(event);
    Outbox outbox = store().outbox();
    Instant later = NOW.plusSeconds(5);
    outbox.report(attempt(claim(NOW).getFirst(), NOW, new Attempt.Next.Again(later)));

    assertThat(claim(NOW)).isEmpty();
    Due again = claim(later).getFirst();
    assertThat(again.attempts()).isEqualTo(1);
    outbox.report(attempt(again, later, new Attempt.Next.GiveUp()));
    assertThat(claim(later.plus(LEASE))).isEmpty();
    assertThat(outbox.attempts(event.id())).extracting(Attempt::number).containsExactly(2, 1);
    assertThat(outbox.attempts(event.id()).getLast().next())
        .isEqualTo(new Attempt.Next.Again(later));
    assertThat(outbox.counts()).isEqualTo(new Outbox.Counts(0, 0, 1));

    outbox.tellAgain(event.id(), ONE, later);
    outbox.tellAgain(event.id(), OTHER, later);
    assertThat(claim(later)).hasSize(2).allSatisfy(due -> assertThat(due.attempts()).isZero());
  }

  @Test
  void aDeliveredMailLosesItsSecret_andSoDoesOneWhoseTimeIsOver() {
    Queued delivered = queued(NOW, mail());
    Queued late = queued(NOW, mail());
    tell(delivered, late);
    Outbox outbox = store().outbox();
    for (Due due : claim(NOW)) {
      if (due.queued().id().equals(delivered.id())) {
        outbox.report(attempt(due, NOW, new Attempt.Next.Delivered()));
      }
    }

    assertThat(secret(delivered)).isNull();
    assertThat(secret(late)).isNotNull();
    assertThat(outbox.forget(NOW.plus(Duration.ofDays(3)))).isZero();
    assertThat(secret(late)).isNull();
    assertThat(outbox.forget(NOW.plus(Outbox.KEPT))).isEqualTo(2);
    assertThat(outbox.list(Filter.of(ACME), null, 10)).isEmpty();
  }

  private @Nullable SealedSecret secret(Queued queued) {
    var entry = store().outbox().find(queued.id());
    return entry != null && entry.queued().message() instanceof Mail mail ? mail.secret() : null;
  }

  @Test
  void whatIsToldOnceIsToldOnce() {
    Outbox outbox = store().outbox();

    assertThat(outbox.queueOnce("due:k:orange", queued(NOW, event(), ONE))).isTrue();
    assertThat(outbox.queueOnce("due:k:orange", queued(NOW, event(), ONE))).isFalse();
    assertThat(outbox.queueOnce("due:k:red", queued(NOW, event(), ONE))).isTrue();
    assertThat(outbox.list(Filter.of(ACME), null, 10)).hasSize(2);
  }

  @Test
  void aListIsFiltered_andGoesPageByPage() {
    Queued[] messages = new Queued[5];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = queued(NOW.plusMillis(i / 2), i == 3 ? mail() : event(), ONE);
    }
    tell(messages);
    Outbox outbox = store().outbox();

    var first = outbox.list(Filter.of(ACME), null, 2);
    var rest = outbox.list(Filter.of(ACME), first.getLast().queued().id(), 10);
    assertThat(first).hasSize(2).doesNotContainAnyElementsOf(rest);
    assertThat(rest).hasSize(3);
    assertThat(outbox.list(new Filter(ACME, "invitation", null, null, null, null), null, 10))
        .extracting(entry -> entry.queued().id())
        .containsExactly(messages[3].id());
    assertThat(outbox.list(new Filter(null, null, State.WAITING, ONE, null, null), null, 10))
        .hasSize(4);
    assertThat(
            outbox.list(
                new Filter(ACME, null, null, null, NOW.plusMillis(1), NOW.plusMillis(2)), null, 10))
        .hasSize(2);
  }
}

package io.counterfoil.testkit;

import static io.counterfoil.testkit.Samples.EDIT_ORDERS;
import static io.counterfoil.testkit.Samples.NOW;
import static io.counterfoil.testkit.Samples.VIEW_ORDERS;
import static io.counterfoil.testkit.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountRules;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.AnsweredRequest;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.ChangeCodec;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.key.RetiredToken;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.SingleAccessLink.End;
import io.counterfoil.core.key.SingleAccessLink.How;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.person.SignIn;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.core.store.StaleHeadException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every store promises. A store's own test extends it and opens the store.
public abstract class StoreSuite extends NodeSuite {
  private static final AccountName ACME = new AccountName("acme");
  private static final AccountName GLOBEX = new AccountName("globex");
  private static final int THREADS = 8;
  private static final int COMMITS_A_THREAD = 25;

  private final Samples samples = new Samples(7);
  private final Account acme = samples.account(1, "acme");
  private final Account globex = samples.account(2, "globex");

  @Test
  void isBornEmpty() {
    assertThat(store().head()).isEqualTo(Revision.NONE);
    assertThat(loaded()).isEmpty();
    assertThat(store().after(0, 10)).isEmpty();
    assertThat(store().audit(AuditFilter.ALL, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void everyKindOfChangeIsLoadedBackExactly_inTheOrderThatTheContractPromises() {
    User user = samples.user("ana@example.com");
    User nameless = unnamed(samples.user("bob@example.com"));
    ApiKey settled = samples.key(ACME);
    ApiKey renewing = samples.key(ACME).renewing(samples.imported());
    ApiKey renewed =
        samples.key(GLOBEX).renewing(samples.counterpart()).with(KeyState.INACTIVE, NOW);
    renewed = renewed.renewed((Tokens.Renewing) renewed.tokens(), NOW.plusSeconds(1), "key:b");
    Role empty = samples.role(10_001, GLOBEX);
    Role role = samples.role(10_000, ACME, VIEW_ORDERS, EDIT_ORDERS);
    List<Change> expected =
        List.of(
            new Change.CataloguePut(samples.catalogue()),
            new Change.AccountPut(acme.withHosts(List.of("b.example.com", "a.example.com"))),
            new Change.AccountPut(globex.with(AccountState.INACTIVE).with(KeyCreation.DELEGATED)),
            new Change.UserPut(user),
            new Change.UserPut(nameless),
            new Change.RolePut(role),
            new Change.RolePut(empty),
            new Change.KeyPut(settled),
            new Change.KeyPut(renewing),
            new Change.KeyPut(renewed),
            new Change.KeyPut(expiring(samples.key(ACME))),
            new Change.KeyPut(samples.key(ACME).with(KeyState.DELETED, NOW.plusSeconds(9))),
            new Change.KeyPut(samples.noted(ACME)),
            new Change.KeyPut(samples.noted(GLOBEX).deleted(NOW.plusSeconds(9))),
            new Change.LinkPut(samples.link(settled, null)),
            new Change.LinkPut(
                samples.link(
                    renewed, new End(How.OPENED, NOW.plusSeconds(8), "192.0.2.7", "curl/8"))),
            new Change.LinkPut(samples.link(renewed, new End(How.CANCELLED, NOW, null, ""))),
            new Change.RequestAnswered(samples.answered()),
            new Change.RulesPut(new AccountRules(ACME, true, 14)),
            new Change.RulesPut(AccountRules.usual(GLOBEX)),
            new Change.SignInPut(samples.signIn(user)),
            new Change.SignInPut(SignIn.never(nameless.id())),
            new Change.PassPut(samples.session(user, ACME)),
            new Change.PassPut(samples.session(nameless, null)),
            grant(ACME, new Holder.OfUser(user.id()), 1, 10_000),
            grant(GLOBEX, new Holder.OfUser(user.id())),
            grant(GLOBEX, new Holder.OfKey(settled.id()), 2, 10_001));

    commit(entry(null, "all.imported"), expected);

    List<Change> loaded = loaded();
    assertThat(encoded(loaded)).containsExactlyInAnyOrderElementsOf(encoded(expected));
    assertThat(loaded)
        .extracting(Object::getClass)
        .isEqualTo(expected.stream().map(Object::getClass).toList());
  }

  @Test
  void whatWasNotedOfAKeyAndALinkIsReplacedAndForgotten() {
    ApiKey noted = samples.noted(ACME);
    SingleAccessLink link = samples.link(noted, null);
    AnsweredRequest answered = samples.answered();
    commit(
        entry(ACME, "key.created"),
        List.of(
            new Change.AccountPut(acme),
            new Change.KeyPut(noted),
            new Change.LinkPut(link),
            new Change.RequestAnswered(answered)));

    ApiKey plain = noted.with(KeyTerms.NONE);
    commit(
        entry(ACME, "key.edited"),
        List.of(
            new Change.KeyPut(plain),
            new Change.LinkRemoved(link.id()),
            new Change.RequestForgotten(answered.id())));

    assertThat(loaded()).containsExactly(new Change.AccountPut(acme), new Change.KeyPut(plain));
  }

  @Test
  void aForeignHashIsKeptApart_untilItIsForgotten() {
    ApiKey key = samples.key(ACME);
    SealedHash hash = new SealedHash(new byte[] {1, 2, 3});
    SealedHash other = new SealedHash(new byte[] {4});
    commit(
        entry(ACME, "keys.imported"),
        List.of(
            new Change.ForeignHashPut(key.id(), hash),
            new Change.AccountPut(acme),
            new Change.KeyPut(key)));
    assertThat(store().foreignHash(key.id())).isEqualTo(hash);
    commit(entry(ACME, "again"), List.of(new Change.ForeignHashPut(key.id(), other)));
    assertThat(store().foreignHash(key.id())).isEqualTo(other);
    commit(entry(ACME, "adopted"), List.of(new Change.ForeignHashRemoved(key.id())));
    assertThat(store().foreignHash(key.id())).isNull();
  }

  @Test
  void manyKeysInOneCommitAreLoadedBackExactly_newOrNot_whateverStandsBesideThem() {
    ApiKey known = samples.key(ACME);
    commit(
        entry(ACME, "key.created"), List.of(new Change.AccountPut(acme), new Change.KeyPut(known)));
    List<Change> expected = new ArrayList<>();
    List<ApiKey> keys = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      keys.add(i % 3 == 0 ? samples.noted(ACME) : samples.key(ACME));
    }
    keys.set(7, keys.get(7).renewing(samples.imported()));
    keys.set(8, known.withLabel("known before"));
    for (ApiKey key : keys) {
      expected.add(new Change.KeyPut(key));
      expected.add(
          new Change.GrantPut(
              new Grant(ACME, new Holder.OfKey(key.id()), Set.of(new RoleId(1), new RoleId(16)))));
    }
    SealedHash hash = new SealedHash(new byte[] {1, 2, 3});
    List<Change> committed = new ArrayList<>(expected);
    committed.add(new Change.ForeignHashPut(keys.getLast().id(), hash));
    commit(entry(ACME, "keys.imported"), committed);

    expected.add(new Change.AccountPut(acme));
    assertThat(loaded()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(store().foreignHash(keys.getLast().id())).isEqualTo(hash);
  }

  @Test
  void theOrderOfChangesInsideACommitIsFree() {
    ApiKey key = samples.key(ACME);

    commit(
        entry(ACME, "account.created"),
        List.of(
            grant(ACME, new Holder.OfKey(key.id()), 1),
            new Change.KeyPut(key),
            new Change.RolePut(samples.role(10_000, ACME)),
            new Change.AccountPut(acme)));

    assertThat(loaded()).hasSize(4);
  }

  @Test
  void whatIsPutAgainReplacesWhatWas() {
    User user = samples.user("ana@example.com");
    ApiKey key = samples.key(ACME).renewing(samples.counterpart());
    Holder holder = new Holder.OfUser(user.id());
    commit(
        entry(ACME, "first"),
        List.of(
            new Change.CataloguePut(Catalogue.EMPTY),
            new Change.AccountPut(acme.withHosts(List.of("a.example.com", "b.example.com"))),
            new Change.UserPut(user),
            new Change.RolePut(samples.role(10_000, ACME, VIEW_ORDERS, EDIT_ORDERS)),
            new Change.KeyPut(key),
            grant(ACME, holder, 1, 2, 10_000)));
    List<Change> second =
        List.of(
            new Change.CataloguePut(samples.catalogue()),
            new Change.AccountPut(acme.withHosts(List.of("b.example.com"))),
            new Change.UserPut(unnamed(user)),
            new Change.RolePut(new Role(new RoleId(10_000), ACME, "Renamed", Set.of(EDIT_ORDERS))),
            new Change.KeyPut(key.renewed((Tokens.Renewing) key.tokens(), NOW, "user:ana")),
            grant(ACME, holder, 2));

    commit(entry(ACME, "second"), second);
    commit(entry(ACME, "again"), second);

    assertThat(encoded(loaded())).isEqualTo(encoded(second));
  }

  @Test
  void aRetiredTokenThatIsForgottenIsGone() {
    ApiKey key = samples.key(ACME).renewing(samples.counterpart());
    ApiKey renewed = key.renewed((Tokens.Renewing) key.tokens(), NOW, "user:ana");
    ApiKey later = renewed.renewing(samples.counterpart());
    ApiKey last =
        later.renewed(
            (Tokens.Renewing) later.tokens(), NOW.plus(RetiredToken.REMEMBERED), "user:ana");
    commit(entry(ACME, "a"), List.of(new Change.AccountPut(acme), new Change.KeyPut(renewed)));

    commit(entry(ACME, "b"), List.of(new Change.KeyPut(last)));

    assertThat(last.retired()).hasSize(1);
    assertThat(loaded()).contains(new Change.KeyPut(last));
  }

  @Test
  void whatIsRemovedIsGone_andNothingElse() {
    Holder ana = new Holder.OfUser(samples.user("ana@example.com").id());
    Holder bob = new Holder.OfUser(samples.user("bob@example.com").id());
    commit(
        entry(ACME, "a"),
        List.of(
            new Change.AccountPut(acme),
            new Change.AccountPut(globex),
            new Change.RolePut(samples.role(10_000, ACME, VIEW_ORDERS)),
            new Change.RolePut(samples.role(10_001, ACME, VIEW_ORDERS)),
            grant(ACME, ana, 1),
            grant(ACME, bob, 1),
            grant(GLOBEX, ana, 1)));

    commit(
        entry(ACME, "b"),
        List.of(
            new Change.GrantRemoved(ACME, ana),
            new Change.RoleRemoved(new RoleId(10_000)),
            new Change.RoleRemoved(new RoleId(10_007)),
            new Change.GrantRemoved(GLOBEX, bob)));

    assertThat(loaded())
        .containsExactlyInAnyOrder(
            new Change.AccountPut(acme),
            new Change.AccountPut(globex),
            new Change.RolePut(samples.role(10_001, ACME, VIEW_ORDERS)),
            grant(ACME, bob, 1),
            grant(GLOBEX, ana, 1));
  }

  @Test
  void aCommitIsReadBackExactly() {
    Commit first =
        commit(
            new AuditEntry(NOW, null, "operator:init", "x", "", Map.of(), Map.of("", ""), "", null),
            List.of());
    Commit second = commit(entry(ACME, "account.created"), List.of(new Change.AccountPut(acme)));

    assertThat(store().after(0, 10)).containsExactly(first, second);
    assertThat(store().head()).isEqualTo(second.revision());
  }

  @Test
  void aCommitAfterAnotherHeadIsRefused_andNothingOfItIsStored() {
    Commit first = commit(entry(ACME, "a"), List.of(new Change.AccountPut(acme)));
    Commit late =
        Commit.after(Revision.NONE, entry(GLOBEX, "b"), List.of(new Change.AccountPut(globex)));

    assertThatExceptionOfType(StaleHeadException.class)
        .isThrownBy(() -> store().commit(Revision.NONE, late));

    assertThat(store().head()).isEqualTo(first.revision());
    assertThat(store().after(0, 10)).containsExactly(first);
    assertThat(loaded()).containsExactly(new Change.AccountPut(acme));
  }

  @Test
  void aHeadOfTheSameNumberInAnotherHistoryIsRefused() {
    commit(entry(ACME, "a"), List.of(new Change.AccountPut(acme)));
    Revision forked = Commit.after(Revision.NONE, entry(ACME, "fork"), List.of()).revision();
    Commit next = Commit.after(forked, entry(ACME, "b"), List.of());

    assertThatExceptionOfType(StaleHeadException.class)
        .isThrownBy(() -> store().commit(forked, next));
  }

  @Test
  void aCommitThatDoesNotFollowIsRefused() {
    Commit sound = Commit.after(Revision.NONE, entry(ACME, "a"), List.of());
    Commit altered =
        new Commit(sound.revision(), sound.audit(), List.of(new Change.AccountPut(acme)));

    assertThatExceptionOfType(StaleHeadException.class)
        .isThrownBy(() -> store().commit(Revision.NONE, altered));

    assertThat(store().head()).isEqualTo(Revision.NONE);
  }

  @Test
  void theFeedIsInOrder_afterANumber_andOnlySoLong() {
    commitMany(7);

    assertThat(numbers(store().after(0, 100))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(numbers(store().after(2, 3))).containsExactly(3L, 4L, 5L);
    assertThat(numbers(store().after(7, 3))).isEmpty();
  }

  @Test
  void whatWasCommittedIsThereAfterReopening() throws Exception {
    commit(entry(ACME, "a"), List.of(new Change.AccountPut(acme)));
    commit(entry(ACME, "b"), List.of(new Change.KeyPut(samples.key(ACME))));
    Revision head = store().head();
    List<Change> state = loaded();

    reopen();

    assertThat(store().head()).isEqualTo(head);
    assertThat(loaded()).isEqualTo(state);
    commit(entry(ACME, "c"), List.of());
    assertThat(store().head().number()).isEqualTo(3);
  }

  @Test
  void theChainHoldsOverAThousandCommits_andAnAlteredEntryIsFound() {
    commitMany(1_000);
    List<Commit> all = store().after(0, 2_000);

    assertThat(numbers(all)).isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    assertThat(firstBroken(all)).isZero();

    Commit honest = all.get(499);
    List<Commit> altered = new ArrayList<>(all);
    altered.set(499, new Commit(honest.revision(), entry(GLOBEX, "forged"), honest.changes()));
    assertThat(firstBroken(altered)).isEqualTo(500);
    altered.remove(499);
    assertThat(firstBroken(altered)).isEqualTo(501);
  }

  @Test
  void concurrentCommittersLeaveNoGap_andEveryAcknowledgedChangeIsThere() throws Exception {
    commit(entry(ACME, "a"), List.of(new Change.AccountPut(acme)));

    List<Change> acknowledged = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<List<Change>>> running =
          IntStream.range(0, THREADS).mapToObj(i -> threads.submit(() -> commitKeys(i))).toList();
      for (Future<List<Change>> each : running) {
        acknowledged.addAll(each.get());
      }
    }

    List<Commit> feed = store().after(0, 10_000);
    assertThat(feed).hasSize(1 + THREADS * COMMITS_A_THREAD);
    assertThat(firstBroken(feed)).isZero();
    assertThat(loaded()).hasSize(1 + acknowledged.size()).containsAll(acknowledged);
  }

  @Test
  void aLoadSeesOneState_howeverMuchIsCommittedMeanwhile()
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newSingleThreadExecutor()) {
      Future<?> writing = threads.submit(() -> commitAccounts(60));
      long seen = 0;
      while (!writing.isDone() || seen == 0) {
        List<Change> state = new ArrayList<>();
        Revision head = store().load(state::add);
        assertThat(state).hasSize((int) head.number());
        seen++;
      }
      writing.get();
    }
  }

  private void commitAccounts(int count) {
    for (int i = 1; i <= count; i++) {
      Account account = new Samples(i).account(i, "account-" + i);
      commit(entry(account.name(), "account.created"), List.of(new Change.AccountPut(account)));
    }
  }

  private List<Change> commitKeys(int seed) {
    Samples own = new Samples(1_000 + seed);
    List<Change> acknowledged = new ArrayList<>();
    while (acknowledged.size() < COMMITS_A_THREAD) {
      Change put = new Change.KeyPut(own.key(ACME));
      while (!isCommitted(put)) {
        Thread.onSpinWait();
      }
      acknowledged.add(put);
    }
    return acknowledged;
  }

  private boolean isCommitted(Change change) {
    try {
      commit(entry(ACME, "key.created"), List.of(change));
      return true;
    } catch (StaleHeadException _) {
      return false;
    }
  }

  private void commitMany(int count) {
    for (int i = 0; i < count; i++) {
      commit(entry(ACME, "step"), List.of(new Change.AccountPut(acme)));
    }
  }

  private static User unnamed(User user) {
    return new User(user.id(), new Email("x." + user.email()), "", null, user.createdAt());
  }

  private static ApiKey expiring(ApiKey key) {
    return new ApiKey(
        key.id(),
        key.account(),
        new AppKey("old!shop~name"),
        "",
        key.state(),
        new Tokens.Settled(key.tokens().newest()),
        key.retired(),
        key.createdAt(),
        key.createdBy(),
        NOW.plusSeconds(60),
        key.changedAt());
  }

  /// The number of the first commit that does not follow the one before it; 0 if all do.
  private static long firstBroken(List<Commit> commits) {
    Revision previous = Revision.NONE;
    for (Commit commit : commits) {
      if (!commit.follows(previous)) {
        return commit.revision().number();
      }
      previous = commit.revision();
    }
    return 0;
  }

  private static List<Long> numbers(List<Commit> commits) {
    return commits.stream().map(commit -> commit.revision().number()).toList();
  }

  /// Catalogues are told apart by their bytes.
  private static List<String> encoded(List<Change> changes) {
    return changes.stream()
        .map(change -> HexFormat.of().formatHex(ChangeCodec.encode(List.of(change))))
        .toList();
  }

  private static Change.GrantPut grant(AccountName account, Holder holder, int... roles) {
    List<RoleId> ids = IntStream.of(roles).mapToObj(RoleId::new).toList();
    return new Change.GrantPut(new Grant(account, holder, Set.copyOf(ids)));
  }
}

package io.counterfoil.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.ChainCheck.Flaw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Nothing can be done to an entry that a walk over the chain does not see.
class ChainCheckTest {
  private static final int ENTRIES = 100_000;
  private static final AccountName ACME = new AccountName("acme");
  private static final List<ChainedEntry> CHAIN = chain(ENTRIES, "user:ana@example.com");

  private static List<ChainedEntry> chain(int length, String actor) {
    List<ChainedEntry> chain = new ArrayList<>(length);
    Revision previous = Revision.NONE;
    for (int i = 0; i < length; i++) {
      var entry =
          new AuditEntry(
              Instant.ofEpochMilli(i),
              ACME,
              actor,
              "key.relabelled",
              "key:k" + i,
              Map.of("label", "was " + i),
              Map.of("label", "is " + i),
              "request-" + i,
              null);
      Commit commit = Commit.after(previous, entry, List.of());
      chain.add(ChainedEntry.of(previous, commit));
      previous = commit.revision();
    }
    return chain;
  }

  /// The flaw of a chain of which only what follows an honest beginning is walked: what comes
  /// before leaves nothing behind but its last revision.
  private static @Nullable Flaw walk(int honest, Stream<ChainedEntry> rest) {
    ChainCheck check = ChainCheck.ofAll(null);
    if (honest > 0) {
      check.trust(CHAIN.get(honest - 1).revision());
    }
    return rest.map(check::add).filter(Objects::nonNull).findFirst().orElse(null);
  }

  @Test
  void anHonestChainIsSound_toItsLastEntry() {
    ChainCheck check = ChainCheck.ofAll(CHAIN.get(ENTRIES / 2).revision());

    assertThat(CHAIN).allMatch(entry -> check.add(entry) == null);
    assertThat(check.end()).isNull();
    assertThat(check.entries()).isEqualTo(ENTRIES);
    assertThat(check.last()).isEqualTo(CHAIN.getLast().revision());
  }

  @Test
  void everySingleEntryThatIsAltered_isTheOneThatIsNamed() {
    for (int i = 0; i < ENTRIES; i++) {
      ChainedEntry honest = CHAIN.get(i);
      Flaw flaw = walk(i, Stream.of(altered(honest, i)));
      assertThat(flaw).isNotNull().extracting(Flaw::number).isEqualTo(i + 1L);
    }
  }

  /// A different part of the entry each time.
  private static ChainedEntry altered(ChainedEntry honest, int part) {
    AuditEntry is = honest.entry();
    AuditEntry forged =
        new AuditEntry(
            part % 9 == 0 ? is.at().plusMillis(1) : is.at(),
            part % 9 == 1 ? null : is.account(),
            part % 9 == 2 ? "user:bob@example.com" : is.actor(),
            part % 9 == 3 ? "key.deleted" : is.action(),
            part % 9 == 4 ? "key:other" : is.target(),
            part % 9 == 5 ? Map.of() : is.before(),
            part % 9 == 6 ? Map.of("label", "is", "more", "") : is.after(),
            part % 9 == 7 ? "" : is.requestId(),
            part % 9 == 8 ? "127.0.0.1" : is.address());
    return new ChainedEntry(honest.revision(), honest.previousHash(), forged, honest.changesHash());
  }

  @Test
  void everySingleEntryThatIsRemoved_isNamed() {
    for (int i = 0; i < ENTRIES - 1; i++) {
      Flaw flaw = walk(i, Stream.of(CHAIN.get(i + 1)));
      assertThat(flaw).isNotNull().extracting(Flaw::number).isEqualTo(i + 1L);
    }
  }

  @Test
  void everyTwoEntriesThatChangePlaces_areFound_evenWithTheirNumbersSwapped() {
    for (int i = 0; i < ENTRIES - 1; i++) {
      ChainedEntry first = CHAIN.get(i);
      ChainedEntry second = CHAIN.get(i + 1);
      assertThat(walk(i, Stream.of(second, first)))
          .extracting(flaw -> Objects.requireNonNull(flaw).number())
          .isEqualTo(i + 1L);
      var swapped =
          new ChainedEntry(
              first.revision(), first.previousHash(), second.entry(), second.changesHash());
      assertThat(walk(i, Stream.of(swapped)))
          .extracting(flaw -> Objects.requireNonNull(flaw).number())
          .isEqualTo(i + 1L);
    }
  }

  @Test
  void anEntryThatIsRemovedAndWhoseFollowersMoveUp_isFound() {
    ChainedEntry follower = CHAIN.get(500);
    var moved =
        new ChainedEntry(
            CHAIN.get(499).revision(),
            follower.previousHash(),
            follower.entry(),
            follower.changesHash());

    assertThat(walk(499, Stream.of(moved))).extracting("number").isEqualTo(500L);
  }

  @Test
  void anEntryThatStandsTwice_isFound() {
    assertThat(walk(7, Stream.of(CHAIN.get(7), CHAIN.get(7)))).extracting("number").isEqualTo(8L);
  }

  @Test
  void aChainThatIsForgedAnewOrCutOff_isSoundInItself_andFoundByAHeadThatWasKept() {
    Revision kept = CHAIN.get(99).revision();
    List<ChainedEntry> forged = chain(150, "user:mallory@example.com");
    ChainCheck alone = ChainCheck.ofAll(null);
    assertThat(forged).allMatch(entry -> alone.add(entry) == null);

    ChainCheck against = ChainCheck.ofAll(kept);
    assertThat(forged.stream().map(against::add).filter(Objects::nonNull).findFirst().orElseThrow())
        .hasToString(
            "entry 100: it is not the one that the head was signed for (expected: the same"
                + " history)");

    ChainCheck cut = ChainCheck.ofAll(kept);
    assertThat(CHAIN.subList(0, 60)).allMatch(entry -> cut.add(entry) == null);
    assertThat(cut.end()).extracting("number").isEqualTo(61L);
  }

  @Test
  void aSelectionIsSound_untilOneOfItIsAlteredOrMoved() {
    List<ChainedEntry> some = List.of(CHAIN.get(3), CHAIN.get(9), CHAIN.get(10));
    ChainCheck check = ChainCheck.ofSome();
    assertThat(some).allMatch(entry -> check.add(entry) == null);

    assertThat(check.add(CHAIN.get(4))).extracting("number").isEqualTo(5L);
    assertThat(check.add(altered(CHAIN.get(20), 2))).extracting("number").isEqualTo(21L);
  }
}

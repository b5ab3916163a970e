package io.counterfoil.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.core.store.MemoryStore;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An export of many entries, and what could be done to the file.
class ExportCheckTest {
  private static final int ENTRIES = 20_000;
  private static final int ROUNDS = 12;
  private static final AccountName ACME = new AccountName("acme");
  private static final AccountName GLOBEX = new AccountName("globex");
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final AuditKey KEY = AuditKey.generate();

  private static List<String> whole = List.of();
  private static List<String> ofAcme = List.of();
  private static Revision head = Revision.NONE;

  private final Random random = new Random(20260601);

  @BeforeAll
  static void export() throws IOException {
    try (MemoryStore store = new MemoryStore()) {
      for (int i = 1; i <= ENTRIES; i++) {
        AuditEntry entry =
            new AuditEntry(
                NOW.plusMillis(i),
                i % 3 == 0 ? null : i % 3 == 1 ? ACME : GLOBEX,
                "user:ana@example.com",
                "key.relabelled",
                "key:k" + i,
                Map.of("label", "\"quoted\" – 注文"),
                Map.of("label", ""),
                "request-" + i,
                i % 2 == 0 ? null : "2001:db8::7");
        Commit commit = Commit.after(head, entry, List.of());
        store.commit(head, commit);
        head = commit.revision();
      }
      whole = written(store, AuditFilter.ALL);
      ofAcme = written(store, AuditFilter.of(ACME));
    }
  }

  private static List<String> written(MemoryStore store, AuditFilter filter) throws IOException {
    var out = new ByteArrayOutputStream();
    new AuditExport(store, KEY).write(filter, NOW, out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static ExportCheck.Verdict check(List<String> lines) {
    return check(lines, null, null);
  }

  private static ExportCheck.Verdict check(
      List<String> lines, @Nullable Revision kept, @Nullable String publicKey) {
    try {
      return new ExportCheck(kept, publicKey)
          .check(new BufferedReader(new StringReader(String.join("\n", lines) + "\n")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The place of any entry but the last; the entry of line `i` has the number `i`.
  private int any() {
    return 1 + random.nextInt(ENTRIES - 1);
  }

  @Test
  void whatWasExportedIsSound_wholeOrInPart() {
    ExportCheck.Verdict verdict = check(whole, head, KEY.publicKey());
    assertThat(verdict.flaw()).isNull();
    assertThat(verdict.entries()).isEqualTo(ENTRIES);
    assertThat(verdict.last()).isEqualTo(head);
    assertThat(verdict.whole()).isTrue();
    assertThat(check(ofAcme).flaw()).isNull();
    assertThat(check(ofAcme).whole()).isFalse();
    assertThat(check(ofAcme).entries()).isEqualTo((ENTRIES + 2) / 3);
  }

  @Test
  void aChangedRemovedOrMovedLineAnywhereIsNamed() {
    for (int round = 0; round < ROUNDS; round++) {
      int i = any();
      List<String> changed = new ArrayList<>(whole);
      changed.set(i, changed.get(i).replace("\"label\":\"\"", "\"label\":\"x\""));
      assertThat(check(changed).flaw()).startsWith("entry " + i + ": ");

      List<String> removed = new ArrayList<>(whole);
      removed.remove(i);
      assertThat(check(removed).flaw()).startsWith("entry " + i + ": it is missing");

      List<String> moved = new ArrayList<>(whole);
      moved.add(random.nextInt(i, ENTRIES) + 1, moved.remove(i));
      String flaw = check(moved).flaw();
      assertThat(moved.equals(whole) ? "entry " + i + ": " : flaw).startsWith("entry " + i + ": ");
    }
  }

  @Test
  void theLastEntryCannotBeLeftOut_norTheEndOfTheFile() {
    List<String> lastGone = new ArrayList<>(whole);
    lastGone.remove(ENTRIES);
    assertThat(check(lastGone).flaw()).startsWith("entry " + ENTRIES + ": it is missing");
    assertThat(check(whole.subList(0, 700)).flaw())
        .startsWith("the file breaks off after entry 699");
    List<String> more = new ArrayList<>(whole);
    more.add(whole.get(1));
    assertThat(check(more).flaw()).startsWith("lines follow");
  }

  @Test
  void whatIsNoEntryIsNamed() {
    for (String line : List.of("", "{}", "[]", "{\"revision\":5", "null", "{\"a\":1,\"a\":2}")) {
      List<String> broken = new ArrayList<>(whole);
      broken.set(5, line);
      assertThat(check(broken).flaw()).startsWith("entry 5: what stands in its place is no entry");
    }
    List<String> twice = new ArrayList<>(whole);
    twice.set(5, twice.get(5).replace("{\"revision\"", "{\"actor\":\"x\",\"revision\""));
    assertThat(check(twice).flaw()).startsWith("entry 5: ");
    assertThat(check(List.of("hello")).flaw()).startsWith("the first line names no head");
    assertThat(check(List.of()).flaw()).startsWith("the first line names no head");
  }

  @Test
  void aSelectionIsProtectedByItsSignature() {
    List<String> removed = new ArrayList<>(ofAcme);
    removed.remove(20);
    assertThat(check(removed).flaw()).startsWith("an entry was altered, added or removed");
    List<String> changed = new ArrayList<>(ofAcme);
    changed.set(20, changed.get(20).replace("key:k", "key:other"));
    assertThat(check(changed).flaw()).startsWith("entry 58: ");
    List<String> recounted = new ArrayList<>(removed);
    recounted.set(
        recounted.size() - 1,
        recounted.getLast().replace("\"entries\":" + (removed.size() - 1), "\"entries\":6666"));
    assertThat(check(recounted).flaw()).isNotNull();
  }

  @Test
  void aFileThatSaysItIsWholeMustBe() {
    List<String> posing = new ArrayList<>(ofAcme);
    posing.set(0, posing.getFirst().replace("\"whole\":false", "\"whole\":true"));
    assertThat(check(posing).flaw())
        .isEqualTo("entry 2: it is missing; entry 4 stands in its place (expected: none left out)");
  }

  @Test
  void whoSignedIsCompared_andAHeadThatWasKept() {
    assertThat(check(whole, null, AuditKey.generate().publicKey()).flaw())
        .startsWith("the file was signed by " + AuditKey.fingerprint(KEY.publicKey()));
    assertThat(check(whole, new Revision(70, "0".repeat(64)), null).flaw())
        .startsWith("entry 70: ");
    assertThat(check(whole, new Revision(ENTRIES + 1, "0".repeat(64)), null).flaw())
        .startsWith("entry " + (ENTRIES + 1) + ": it is missing");
    List<String> forged = new ArrayList<>(whole);
    forged.set(0, forged.getFirst().replace("2026-06-01", "2027-06-01"));
    assertThat(check(forged).flaw()).startsWith("the signatures are not of what the file says");
  }

  @Test
  void aKeyReadsBack_andPrintsHidden() {
    AuditKey again = AuditKey.parse(KEY.reveal());
    assertThat(AuditKey.verifies(KEY.publicKey(), "x", again.sign("x"))).isTrue();
    assertThat(AuditKey.verifies(KEY.publicKey(), "y", again.sign("x"))).isFalse();
    assertThat(AuditKey.verifies("nonsense", "y", "nonsense")).isFalse();
    assertThat(KEY.toString()).contains("hidden").doesNotContain(KEY.reveal().substring(0, 30));
  }
}

package io.counterfoil.core.table;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.ChangeCodec;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.PairFacts;
import io.counterfoil.core.key.TokenDigest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every key there ever was, outside the heap: found by pair, by name, by id and by token, and as a
/// list for each account. One thread writes, any number may read meanwhile without waiting.
///
/// A key stands in a slot for ever. What each request needs of it stands in the [PairTable]; the
/// whole key stands among [Entries] as bytes that only administration and explanations read, so
/// that the memory of a busy verifier holds lines and labels and little else.
public final class KeyTable {
  /// What stands for "no such key".
  public static final int NONE = SlotIndex.NONE;

  /// The number of roles that a key has to which none was ever linked.
  public static final int NO_ROLES = -1;

  static final int INDEXES = 5;

  final PairTable pairs;
  final Entries records;
  final Entries labels;
  final LongColumn links;

  private final SlotIndex byName;
  private final SlotIndex byFold;
  private final SlotIndex byId;
  private final SlotIndex byToken;
  private final SlotIndex waiting;
  private final PairFacts facts = new PairFacts();
  private volatile int[] newest;
  private volatile int size;

  /// An empty table.
  public KeyTable() {
    this(
        new PairTable(),
        new Entries(Entries.Base.NONE),
        new Entries(Entries.Base.NONE),
        new LongColumn(),
        Stream.generate(SlotIndex::new).limit(INDEXES).toList(),
        new int[0],
        0);
  }

  KeyTable(
      PairTable pairs,
      Entries records,
      Entries labels,
      LongColumn links,
      List<SlotIndex> indexes,
      int[] newest,
      int size) {
    this.pairs = pairs;
    this.records = records;
    this.labels = labels;
    this.links = links;
    byName = indexes.get(0);
    byFold = indexes.get(1);
    byId = indexes.get(2);
    byToken = indexes.get(3);
    waiting = indexes.get(4);
    this.newest = newest;
    this.size = size;
  }

  /// How many keys there are, deleted ones too.
  public int size() {
    return size;
  }

  /// How many pairs admit.
  public long pairs() {
    return pairs.size();
  }

  /// How many bytes the lines of the pairs take.
  public long pairBytes() {
    return pairs.bytes();
  }

  int[] newestSlots() {
    return newest;
  }

  List<SlotIndex> indexes() {
    return List.of(byName, byFold, byId, byToken, waiting);
  }

  /// Copies out what a decision needs to know of the pair's key.
  ///
  /// @return whether there is such a pair
  public boolean find(long[] pair, PairFacts into) {
    return pairs.find(pair, into);
  }

  /// The key in the slot.
  public ApiKey key(int slot) {
    byte[] bytes = records.get(slot);
    if (bytes == null) {
      throw new IllegalArgumentException(
          "slot " + slot + " holds no key (expected: one that does)");
    }
    return ChangeCodec.decodeKey(bytes);
  }

  /// The label of the key in the slot.
  public String label(int slot) {
    byte[] bytes = labels.get(slot);
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /// Where the key of that id stands; [#NONE] where there is none.
  public int slot(KeyId id) {
    return byId.find(Hash.of(id.value()), slot -> key(slot).id().equals(id));
  }

  /// Where the key of that name stands, deleted or not; [#NONE] where there is none.
  public int slot(AppKey name) {
    return byName.find(Hash.of(name.value()), slot -> key(slot).appKey().equals(name));
  }

  /// Whether the key of that name may wait for its first use, see [ApiKey#placeholder()]. Answers
  /// from the index alone, so that a stranger's request costs the same whether there is such a key
  /// or not; one name in a million millions is taken for another.
  public boolean mayWait(AppKey name) {
    return waiting.find(Hash.of(name.value()), _ -> true) != NONE;
  }

  /// The keys whose names differ from this one by letter case alone.
  public List<ApiKey> differingByCase(AppKey name) {
    String folded = fold(name);
    List<ApiKey> alike = new ArrayList<>();
    byFold.find(
        Hash.of(folded),
        slot -> {
          ApiKey key = key(slot);
          if (fold(key.appKey()).equals(folded) && !key.appKey().equals(name)) {
            alike.add(key);
          }
          return false;
        });
    return alike;
  }

  /// The key of the account that admits the token of that digest; null where there is none.
  public @Nullable ApiKey holderOf(AccountName account, TokenDigest alone) {
    int slot = byToken.find(alone.bits(), admits(account, alone));
    return slot == NONE ? null : key(slot);
  }

  private IntPredicate admits(AccountName account, TokenDigest alone) {
    return slot -> {
      ApiKey key = key(slot);
      return key.account().equals(account)
          && admits(key)
          && key.tokens().live().stream().anyMatch(one -> one.alone().matches(alone));
    };
  }

  /// Hands over the slots of the keys that the account ever owned, the newest slot first.
  public void forEachOf(int account, IntConsumer action) {
    int[] heads = newest;
    int slot = account < heads.length ? heads[account] - 1 : NONE;
    while (slot != NONE) {
      action.accept(slot);
      slot = (int) (links.get(slot) >>> Integer.SIZE) - 1;
    }
  }

  /// The number of the set of roles that the key has in its own account; [#NO_ROLES] where none was
  /// ever linked.
  public int roles(int slot) {
    return (int) links.get(slot) - 1;
  }

  /// Adds the key or replaces what was known of it. What no longer admits is removed before what is
  /// new admits, so that no reader finds a pair that should be dead.
  ///
  /// @param account the number of the account that owns it
  public void put(ApiKey key, int account) {
    int known = slot(key.id());
    int slot = known == NONE ? size : known;
    if (known == NONE) {
      add(slot, account);
    } else {
      remove(key(slot), slot, key);
    }
    records.put(slot, ChangeCodec.encodeKey(key));
    byte[] label = key.label().getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(label, labels.get(slot))) {
      labels.put(slot, label);
    }
    if (known == NONE) {
      size = slot + 1;
      index(slot, key);
    }
    admit(slot, key, account);
    waits(slot, key);
  }

  private void waits(int slot, ApiKey key) {
    long name = Hash.of(key.appKey().value());
    waiting.remove(name, slot);
    if (key.placeholder() != null) {
      waiting.add(name, slot);
    }
  }

  /// A slot can be found only once its record can be read.
  private void index(int slot, ApiKey key) {
    byName.add(Hash.of(key.appKey().value()), slot);
    byFold.add(Hash.of(fold(key.appKey())), slot);
    byId.add(Hash.of(key.id().value()), slot);
  }

  private void add(int slot, int account) {
    int[] heads = newest;
    if (account >= heads.length) {
      heads = Arrays.copyOf(heads, Math.max(account + 1, heads.length * 2));
    }
    links.set(slot, (long) heads[account] << Integer.SIZE);
    heads[account] = slot + 1;
    newest = heads; // also where it is the same array: what was written to it is seen from here on
  }

  private void remove(ApiKey before, int slot, ApiKey after) {
    for (Counterpart old : before.tokens().live()) {
      if (admits(before) && !(admits(after) && after.tokens().live().contains(old))) {
        pairs.remove(old.pair());
        byToken.remove(old.alone().bits(), slot);
      }
    }
  }

  private void admit(int slot, ApiKey key, int account) {
    if (!admits(key)) {
      return;
    }
    Instant expiry = key.expiresAt();
    facts.set(
        slot,
        account,
        Math.max(0, roles(slot)),
        key.state(),
        expiry == null ? PairFacts.FOR_EVER : expiry.toEpochMilli());
    facts.restrict(key.terms().isRestricted());
    for (Counterpart live : key.tokens().live()) {
      if (byToken.find(live.alone().bits(), other -> other == slot) == NONE) {
        byToken.add(live.alone().bits(), slot);
      }
      pairs.put(live.pair(), facts);
    }
  }

  /// Gives the key other roles in its own account.
  ///
  /// @param roles the number of the set; [#NO_ROLES] for none
  public void grant(int slot, int account, int roles) {
    links.set(slot, links.get(slot) & -1L << Integer.SIZE | roles + 1L);
    admit(slot, key(slot), account);
  }

  private static boolean admits(ApiKey key) {
    return key.state() != KeyState.DELETED;
  }

  private static String fold(AppKey name) {
    return name.value().toLowerCase(Locale.ROOT);
  }
}

package io.counterfoil.core.decision;

import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.PairFacts;
import io.counterfoil.core.role.RoleSet;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a snapshot found of a key: enough to decide on, without the key itself, which is read only
/// when somebody asks. A buffer: each verifier owns one, and a look-up fills it anew.
public final class KeyLine {
  private final PairFacts facts = new PairFacts();
  private @Nullable AccountView home;
  private RoleSet roles = RoleSet.NONE;
  private @Nullable Records records;
  private @Nullable ApiKey key;

  /// An empty buffer.
  public KeyLine() {}

  /// Where whole keys are read.
  public interface Records {
    /// The key in that slot.
    ApiKey key(int slot);

    /// The label of the key in that slot.
    String label(int slot);
  }

  /// The facts, to be filled by a look-up.
  public PairFacts facts() {
    return facts;
  }

  /// Says what the numbers among the facts stand for.
  public void resolve(@Nullable AccountView newHome, RoleSet newRoles, Records newRecords) {
    home = newHome;
    roles = newRoles;
    records = newRecords;
    key = null;
  }

  /// Describes a key that is at hand as a whole.
  public void set(ApiKey whole, @Nullable AccountView newHome) {
    Instant expiry = whole.expiresAt();
    facts.set(
        0,
        newHome == null ? 0 : newHome.account().number(),
        0,
        whole.state(),
        expiry == null ? PairFacts.FOR_EVER : expiry.toEpochMilli());
    facts.restrict(whole.terms().isRestricted());
    RoleSet linked = newHome == null ? null : newHome.rolesOf(new Caller.Key(whole));
    home = newHome;
    roles = linked == null ? RoleSet.NONE : linked;
    key = whole;
  }

  /// The account that owns the key; null where it is not known, and so not in use.
  public @Nullable AccountView home() {
    return home;
  }

  /// What the key may do in its own account.
  public RoleSet roles() {
    return roles;
  }

  /// The key's state.
  public KeyState state() {
    return facts.state();
  }

  /// Whether the key has terms that a decision has to look at.
  public boolean isRestricted() {
    return facts.isRestricted();
  }

  /// Whether the key is past its expiry at the instant.
  public boolean isExpiredAt(Instant at) {
    return facts.until() != PairFacts.FOR_EVER && at.toEpochMilli() >= facts.until();
  }

  /// From when on the key is refused.
  ///
  /// @throws IllegalStateException if it never is
  public Instant expiry() {
    if (facts.until() == PairFacts.FOR_EVER) {
      throw new IllegalStateException("the key does not expire (expected: one that does)");
    }
    return Instant.ofEpochMilli(facts.until());
  }

  /// The whole key, as it is now.
  public ApiKey key() {
    ApiKey known = key;
    if (known == null) {
      known = records().key(facts.slot());
      key = known;
    }
    return known;
  }

  /// The whole key, to be read when it is asked for, even after the next look-up.
  Supplier<ApiKey> later() {
    ApiKey known = key;
    if (known != null) {
      return () -> known;
    }
    Records from = records();
    int slot = facts.slot();
    return () -> from.key(slot);
  }

  /// The key's label, as it is now.
  public String label() {
    return key == null ? records().label(facts.slot()) : key.label();
  }

  private Records records() {
    if (records == null) {
      throw new IllegalStateException("nothing was looked up (expected: a look-up that found)");
    }
    return records;
  }
}

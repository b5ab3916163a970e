package io.counterfoil.core.key;

/// What a decision needs to know of the key that a pair belongs to, copied out of the key table in
/// one go. A buffer: whoever looks pairs up owns one and reads it before the next look-up.
public final class PairFacts {
  /// Stands for "never" in [#until()].
  public static final long FOR_EVER = Long.MAX_VALUE;

  private int slot;
  private int account;
  private int roles;
  private KeyState state = KeyState.ACTIVE;
  private long until;
  private boolean restricted;

  /// An empty buffer.
  public PairFacts() {}

  /// Copies facts in.
  public void set(int newSlot, int newAccount, int newRoles, KeyState newState, long newUntil) {
    slot = newSlot;
    account = newAccount;
    roles = newRoles;
    state = newState;
    until = newUntil;
    restricted = false;
  }

  /// Says, after the rest, whether the key has terms that a decision has to look at.
  public void restrict(boolean isRestricted) {
    restricted = isRestricted;
  }

  /// Whether the key has terms that a decision has to look at.
  public boolean isRestricted() {
    return restricted;
  }

  /// Where the key stands in the table; never another key's.
  public int slot() {
    return slot;
  }

  /// The number of the account that owns the key.
  public int account() {
    return account;
  }

  /// The number of the set of roles that the key has in its own account.
  public int roles() {
    return roles;
  }

  /// The key's state.
  public KeyState state() {
    return state;
  }

  /// From when on the key is refused, in milliseconds of the epoch; [#FOR_EVER] for never.
  public long until() {
    return until;
  }
}

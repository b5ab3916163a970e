package io.counterfoil.core.key;

/// Whether a key is in use. A deleted key is remembered, so that its name stays taken and a refusal
/// of it can be explained.
public enum KeyState {
  /// The key admits.
  ACTIVE(0),
  /// The key was switched off; it can be switched on again.
  INACTIVE(1),
  /// The key is gone.
  DELETED(2),
  /// The key was found in the open: it is refused until somebody releases it.
  QUARANTINED(3);

  private static final KeyState[] BY_NUMBER = {ACTIVE, INACTIVE, DELETED, QUARANTINED};

  private final int number;

  KeyState(int number) {
    this.number = number;
  }

  /// The number that stands for the state in the key table and in snapshot files; never another
  /// state's.
  public int number() {
    return number;
  }

  /// The state of that number.
  public static KeyState ofNumber(int number) {
    return BY_NUMBER[number];
  }
}

package io.counterfoil.core.decision;

import java.util.Locale;

/// What the bytes of a presented value show by themselves. A hint consults no store, so it may be
/// told to anyone.
public enum Hint {
  INNER_SPACE,
  INVISIBLE_CHARACTER,
  LOOKALIKE_CHARACTER,
  QUOTED,
  PERCENT_ENCODED,
  SCHEME_PREFIX,
  PLACEHOLDER,
  TRUNCATED,
  TOO_LONG,
  CONTROL_CHARACTER,
  USER_TOKEN_IN_ITS_PLACE;

  /// The name as it stands in answers: `inner_space`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

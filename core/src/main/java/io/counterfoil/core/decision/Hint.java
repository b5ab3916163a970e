package io.counterfoil.core.decision;

import java.util.Locale;

/// What the bytes of a presented value show by themselves. A hint consults no store, so it may be
/// told to anyone. Where several apply the most telling one stands first.
public enum Hint {
  PLACEHOLDER,
  USER_TOKEN_IN_ITS_PLACE,
  SCHEME_PREFIX,
  QUOTED,
  PERCENT_ENCODED,
  LOOKALIKE_CHARACTER,
  INVISIBLE_CHARACTER,
  CONTROL_CHARACTER,
  INNER_SPACE,
  TRUNCATED,
  TOO_LONG;

  /// The name as it stands in answers: `inner_space`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.counterfoil.server.imports;

import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.TokenDigest;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The latest pairs whose token was seen not to fit its key's hash: a client that goes on and on
/// with a wrong token costs one computation. Safe for use by many threads.
final class WrongTokens {
  private static final int REMEMBERED = 10_000;

  private final SequencedMap<TokenDigest, TokenDigest> placeholders = new LinkedHashMap<>();

  synchronized boolean holds(TokenDigest pair, Counterpart placeholder) {
    TokenDigest known = placeholders.get(pair);
    return known != null && known.matches(placeholder.pair());
  }

  synchronized void add(TokenDigest pair, Counterpart placeholder) {
    if (placeholders.size() >= REMEMBERED) {
      placeholders.pollFirstEntry();
    }
    placeholders.put(pair, placeholder.pair());
  }
}

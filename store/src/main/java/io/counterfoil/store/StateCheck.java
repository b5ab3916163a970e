package io.counterfoil.store;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.ChangeCodec;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.store.MemoryStore;
import io.counterfoil.core.store.Store;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Carries out every commit of a record again, in memory, and compares what comes of it with what
/// is stored: finds a bit that flipped where no chain covers it.
final class StateCheck {
  private static final int PAGE = 2_000;

  private final MessageDigest sha256;

  private StateCheck() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  /// The first thing that is stored otherwise than it was committed; null where nothing is.
  static @Nullable String flaw(Store store) {
    MemoryStore replayed = new MemoryStore();
    List<Commit> page;
    do {
      page = store.after(replayed.head().number(), PAGE);
      page.forEach(commit -> replayed.commit(replayed.head(), commit));
    } while (page.size() == PAGE);
    return new StateCheck().compared(replayed, store);
  }

  private @Nullable String compared(Store replayed, Store store) {
    Map<ByteBuffer, String> expected = new HashMap<>();
    replayed.load(change -> expected.put(hash(change), kind(change)));
    @Nullable String[] found = {null};
    store.load(change -> {
      if (expected.remove(hash(change)) == null && found[0] == null) {
        found[0] = kind(change);
      }
    });
    String odd = found[0] != null ? found[0] : expected.values().stream().findFirst().orElse(null);
    return odd == null ? null : "what is stored of a " + odd + " is not what its commits say";
  }

  private ByteBuffer hash(Change change) {
    return ByteBuffer.wrap(sha256.digest(ChangeCodec.encode(List.of(change))));
  }

  private static String kind(Change change) {
    return change.getClass().getSimpleName();
  }
}

package io.counterfoil.server.backup;

import io.counterfoil.core.key.Pepper;
import java.nio.ByteBuffer;

/// A number that tells peppers apart and tells nothing of them: 32 bits of a key that is derived
/// from the pepper for this alone.
public final class PepperMark {
  /// Stands for a pepper that nobody named.
  public static final int UNKNOWN = 0;

  private PepperMark() {}

  /// The pepper's; never [#UNKNOWN].
  public static int of(Pepper pepper) {
    int mark = ByteBuffer.wrap(pepper.keyFor("backup mark").getEncoded()).getInt();
    return mark == UNKNOWN ? 1 : mark;
  }
}

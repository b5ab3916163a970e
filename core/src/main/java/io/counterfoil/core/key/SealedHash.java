package io.counterfoil.core.key;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A [ForeignHash] sealed under the pepper: what stores keep of it.
public final class SealedHash {
  private final byte[] bytes;

  /// As it is stored.
  public SealedHash(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /// As it is stored.
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealedHash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SealedHash[hidden]";
  }
}

package io.counterfoil.core.outbox;

import java.util.Arrays;

/// A secret that only the holder of the pepper can read. Prints hidden.
public final class SealedSecret {
  private final byte[] bytes;

  private SealedSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /// What a seal made, read back.
  public static SealedSecret of(byte[] bytes) {
    return new SealedSecret(bytes.clone());
  }

  /// The bytes to be stored: nonce, ciphertext, tag.
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedSecret secret && Arrays.equals(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SealedSecret[hidden]";
  }
}

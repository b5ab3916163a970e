package io.counterfoil.core.key;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// What a verifier needs of the pepper, and no more: the keys that digests of pairs and refusal ids
/// are made with, and the one that opens which pair an access token is of. Whoever has them can
/// test a guess against a digest that they also have; they open nothing that is sealed. Prints
/// hidden.
public final class VerifierKeys implements KeySource {
  private static final List<String> PURPOSES =
      List.of("pair", "folded pair", "token alone", "refusal id", "access token pair");
  private static final int SIZE = Integer.BYTES + 5 * Pepper.BYTES;

  private final int version;
  private final Map<String, byte[]> keys;

  private VerifierKeys(int version, Map<String, byte[]> keys) {
    this.version = version;
    this.keys = keys;
  }

  /// Those that come from the pepper.
  public static VerifierKeys of(Pepper pepper) {
    Map<String, byte[]> keys = new HashMap<>();
    PURPOSES.forEach(purpose -> keys.put(purpose, pepper.keyFor(purpose).getEncoded()));
    return new VerifierKeys(pepper.version(), keys);
  }

  /// Those that the bytes are, as [#reveal()] gave them.
  ///
  /// @throws IllegalArgumentException if they are none
  public static VerifierKeys read(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException(
          "verifier keys: " + bytes.length + " bytes (expected: " + SIZE + ")");
    }
    ByteBuffer from = ByteBuffer.wrap(bytes);
    int version = from.getInt();
    Map<String, byte[]> keys = new HashMap<>();
    for (String purpose : PURPOSES) {
      byte[] key = new byte[Pepper.BYTES];
      from.get(key);
      keys.put(purpose, key);
    }
    return new VerifierKeys(version, keys);
  }

  /// The bytes, to be sealed.
  public byte[] reveal() {
    ByteBuffer into = ByteBuffer.allocate(SIZE).putInt(version);
    PURPOSES.forEach(purpose -> into.put(key(purpose)));
    return into.array();
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public SecretKey keyFor(String purpose) {
    return new SecretKeySpec(key(purpose), "Generic");
  }

  private byte[] key(String purpose) {
    byte[] key = keys.get(purpose);
    if (key == null) {
      throw new IllegalArgumentException(
          "a verifier has no key for `" + purpose + "` (expected: one of " + PURPOSES + ")");
    }
    return key;
  }

  /// Whether both are the same keys.
  public boolean matches(VerifierKeys other) {
    return Arrays.equals(reveal(), other.reveal());
  }

  @Override
  public String toString() {
    return "VerifierKeys[version=" + version + ", hidden]";
  }
}

package io.counterfoil.core.key;

import javax.crypto.SecretKey;

/// Where keys for single purposes come from: the pepper, or the few keys that were handed out of
/// it.
public interface KeySource {
  /// Which of the deployment's peppers they come from.
  int version();

  /// A key of 32 bytes for that purpose alone.
  ///
  /// @throws IllegalArgumentException if this source has none for it
  SecretKey keyFor(String purpose);
}

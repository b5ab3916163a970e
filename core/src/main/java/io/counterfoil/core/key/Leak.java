package io.counterfoil.core.key;

import io.counterfoil.core.account.AccountName;
import java.time.Instant;
import java.util.UUID;

/// A key's token was found in the open. The token itself is not kept.
///
/// @param id the same for the same token at the same place, so that a report may be repeated
/// @param source who found it, such as `github`
/// @param url where it was found; empty where nobody said
/// @param reportedBy who told, as the audit log names them
/// @param quarantined whether the key was quarantined for it
public record Leak(
    UUID id,
    AccountName account,
    KeyId key,
    String source,
    String url,
    Instant reportedAt,
    String reportedBy,
    boolean quarantined) {
  /// The longest source, in characters.
  public static final int LONGEST_SOURCE = 50;

  /// The longest place, in characters.
  public static final int LONGEST_URL = 500;
}

package io.counterfoil.core.key;

import io.counterfoil.core.account.AccountName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A key: the thing that has roles. Its name is the [AppKey], its secret the [AppToken].
///
/// @param account the account that owns it; other accounts may have added it as an external key
/// @param label what it is for, in the words of whoever made it
/// @param createdBy who made it, as the audit log names them
/// @param expiresAt from when on it is refused; null for never
/// @param changedAt when its state last changed; for a deleted key, when it was deleted
public record ApiKey(
    KeyId id,
    AccountName account,
    AppKey appKey,
    String label,
    KeyState state,
    Tokens tokens,
    List<RetiredToken> retired,
    Instant createdAt,
    String createdBy,
    @Nullable Instant expiresAt,
    Instant changedAt) {

  /// The longest label, in characters.
  public static final int LONGEST_LABEL = 100;

  public ApiKey {
    retired = List.copyOf(retired);
  }

  /// The same key in another state.
  public ApiKey with(KeyState newState, Instant at) {
    return copy(label, newState, tokens, retired, at);
  }

  /// The same key under another label.
  public ApiKey withLabel(String newLabel) {
    return copy(newLabel, state, tokens, retired, changedAt);
  }

  /// The same key with a second token beside the one it had.
  public ApiKey renewing(Counterpart fresh) {
    return copy(label, state, new Tokens.Renewing(tokens.newest(), fresh), retired, changedAt);
  }

  /// The same key with only the newer token; the older one is remembered as retired.
  public ApiKey renewed(Tokens.Renewing renewal, Instant at, String by) {
    Instant horizon = at.minus(RetiredToken.REMEMBERED);
    List<RetiredToken> remembered =
        Stream.concat(
                retired.stream().filter(token -> token.retiredAt().isAfter(horizon)),
                Stream.of(new RetiredToken(renewal.old(), at, by)))
            .toList();
    return copy(label, state, new Tokens.Settled(renewal.fresh()), remembered, changedAt);
  }

  /// Whether the key is past its expiry at the instant.
  public boolean isExpiredAt(Instant instant) {
    return expiresAt != null && !instant.isBefore(expiresAt);
  }

  private ApiKey copy(
      String newLabel,
      KeyState newState,
      Tokens newTokens,
      List<RetiredToken> newRetired,
      Instant newChangedAt) {
    return new ApiKey(
        id,
        account,
        appKey,
        newLabel,
        newState,
        newTokens,
        newRetired,
        createdAt,
        createdBy,
        expiresAt,
        newChangedAt);
  }
}

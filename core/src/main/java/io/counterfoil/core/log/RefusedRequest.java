package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import org.jspecify.annotations.Nullable;

/// A refused request while its presented bytes are still held: what the witness examines and the
/// decision log then forgets.
///
/// @param revision the revision that it was decided at, or a later one
/// @param account the account that it was for; null where that was not established
/// @param caller who it was
/// @param adapter which door it came through: `forward`, `nginx`, `admin`, `vtex`
/// @param address the client's network address as the proxy told it; null where nobody did
/// @param traceId the caller's request id or trace id; null where there was none
public record RefusedRequest(
    Refusal refusal,
    Revision revision,
    @Nullable AccountName account,
    Who caller,
    Attempt attempt,
    Presented presented,
    String adapter,
    @Nullable String address,
    @Nullable String traceId) {

  /// Who called, to be asked off the caller's path: to read a whole key costs more than to decide
  /// on it.
  @FunctionalInterface
  public interface Who {
    /// The caller; null unless the credential was authentic.
    @Nullable Caller tell();
  }

  /// A request whose decision is at hand.
  public RefusedRequest(
      Decision.Refused decision,
      Attempt attempt,
      Presented presented,
      String adapter,
      @Nullable String address,
      @Nullable String traceId) {
    this(
        decision.refusal(),
        decision.revision(),
        decision.account(),
        decision::caller,
        attempt,
        presented,
        adapter,
        address,
        traceId);
  }
}

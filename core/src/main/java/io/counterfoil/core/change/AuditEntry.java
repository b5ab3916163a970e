package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who changed what, when, from where. One entry a revision; never a secret.
///
/// @param account the account it happened in; null for the deployment as a whole
/// @param actor `user:ana@example.com`, `key:appkey-acme-QXZKWM` or `operator:NAME`
/// @param action such as `key.created`
/// @param target what it was done to, such as `key:appkey-acme-QXZKWM`
/// @param before what of the target changed, as it was; by field
/// @param after the same, as it became
/// @param address the client's network address; null where there was none
public record AuditEntry(
    Instant at,
    @Nullable AccountName account,
    String actor,
    String action,
    String target,
    Map<String, String> before,
    Map<String, String> after,
    String requestId,
    @Nullable String address) {

  public AuditEntry {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  /// What changed, as it was, in the order of the fields.
  public Map<String, String> sortedBefore() {
    return new TreeMap<>(before);
  }

  /// What changed, as it became, in the order of the fields.
  public Map<String, String> sortedAfter() {
    return new TreeMap<>(after);
  }
}

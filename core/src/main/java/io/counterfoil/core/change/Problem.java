package io.counterfoil.core.change;

import java.util.List;
import java.util.Locale;

/// Why a command was not carried out, though whoever asked was allowed to ask. Nothing was changed.
///
/// @param detail what happened, what was expected, what to do
/// @param blockers what stands in the way, each as the audit log names it
public record Problem(Code code, String detail, List<String> blockers) {
  public Problem {
    blockers = List.copyOf(blockers);
  }

  /// A problem that nothing else stands behind.
  public Problem(Code code, String detail) {
    this(code, detail, List.of());
  }

  /// The stable, public name of each problem.
  public enum Code {
    INVALID_VALUE(400),
    ACCOUNT_NOT_FOUND(404),
    KEY_NOT_FOUND(404),
    USER_NOT_FOUND(404),
    ROLE_NOT_FOUND(404),
    RESOURCE_NOT_FOUND(404),
    WEBHOOK_NOT_FOUND(404),
    TOO_MANY_WEBHOOKS(409),
    WEBHOOK_DISABLED(409),
    NODE_NOT_FOUND(404),
    NODE_EXISTS(409),
    ACCOUNT_EXISTS(409),
    ROLE_NAME_TAKEN(409),
    ROLE_IN_USE(409),
    ROLE_PREDEFINED(409),
    RESOURCE_EXISTS(409),
    RESOURCE_IN_USE(409),
    RESOURCE_NOT_CUSTOM(409),
    RENEWAL_PENDING(409),
    RENEWAL_NOT_STARTED(404),
    KEY_NOT_DELETED(409),
    KEY_NOT_RESTORABLE(410),
    KEY_QUARANTINED(409),
    KEY_NOT_QUARANTINED(409),
    LINK_NOT_FOUND(404),
    LINK_ENDED(410),
    PASSPHRASE_WRONG(403),
    EXTERNAL_KEY_EXISTS(409),
    STALE_REVISION(412),
    IDEMPOTENCY_KEY_REUSED(422),
    USER_EXISTS(409),
    SIGN_IN_FAILED(401),
    NOT_SIGNED_IN(401),
    SECOND_FACTOR_NEEDED(401),
    SECOND_FACTOR_WRONG(401),
    SECOND_FACTOR_REQUIRED(403),
    SECOND_FACTOR_ON(409),
    SECOND_FACTOR_NOT_PENDING(409),
    CODE_WRONG(422),
    TOO_MANY_TRIES(429),
    CSRF_HEADER_MISSING(403),
    CODE_ENDED(410),
    SETUP_NEEDED(409),
    SESSION_NOT_FOUND(404),
    USER_HAS_PASSWORD(409),
    INVITATION_NOT_FOUND(404),
    PASSWORD_WRONG(422),
    USER_IS_SPONSOR(409),
    SPONSORSHIP_PENDING(409),
    SPONSORSHIP_NOT_FOUND(404),
    HOST_TAKEN(409),
    KEY_IS_OWN(409);

    private final int status;

    Code(int status) {
      this.status = status;
    }

    /// The HTTP status that goes with it.
    public int status() {
      return status;
    }

    /// The name as it stands in answers: `key_not_found`.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

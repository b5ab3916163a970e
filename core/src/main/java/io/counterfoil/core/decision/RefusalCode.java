package io.counterfoil.core.decision;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The stable, public name of each reason to refuse. One code means one remedy.
///
/// The order of the constants is on the wire (a refusal id seals the ordinal): append only.
public enum RefusalCode {
  ORIGINAL_REQUEST_MISSING(Stage.EDGE, 500),
  FORWARDED_HEADERS_CONFLICT(Stage.EDGE, 403),
  PATH_AMBIGUOUS(Stage.EDGE, 403),
  CREDENTIALS_MISSING(Stage.PRESENTED, 401),
  APP_KEY_MISSING(Stage.PRESENTED, 401),
  APP_TOKEN_MISSING(Stage.PRESENTED, 401),
  CREDENTIALS_DUPLICATED(Stage.PRESENTED, 401),
  CREDENTIALS_CONFLICT(Stage.PRESENTED, 401),
  CREDENTIALS_IN_WRONG_PLACE(Stage.PRESENTED, 401),
  APP_KEY_MALFORMED(Stage.WELL_FORMED, 401),
  APP_TOKEN_MALFORMED(Stage.WELL_FORMED, 401),
  CREDENTIALS_SWAPPED(Stage.WELL_FORMED, 401),
  CHECKSUM_MISMATCH(Stage.WELL_FORMED, 401),
  PAIR_UNKNOWN(Stage.KNOWN, 401),
  USER_TOKEN_INVALID(Stage.KNOWN, 401),
  KEY_INACTIVE(Stage.USABLE, 401),
  KEY_EXPIRED(Stage.USABLE, 401),
  KEY_QUARANTINED(Stage.USABLE, 401),
  ACCOUNT_INACTIVE(Stage.USABLE, 401),
  USER_TOKEN_EXPIRED(Stage.USABLE, 401),
  USER_TOKEN_REVOKED(Stage.USABLE, 401),
  ACCOUNT_MISMATCH(Stage.PLACE, 403),
  HOST_NOT_OF_ACCOUNT(Stage.PLACE, 403),
  ADDRESS_NOT_ALLOWED(Stage.PLACE, 403),
  OPERATION_UNKNOWN(Stage.OPERATION, 403),
  CREDENTIAL_KIND_NOT_ACCEPTED(Stage.OPERATION, 403),
  ROLE_MISSING(Stage.ALLOWED, 403),
  RESOURCE_MISSING(Stage.ALLOWED, 403),
  /// Only the Sponsor may create keys in this account.
  SPONSOR_REQUIRED(Stage.ALLOWED, 403),
  RATE_LIMITED(Stage.LIMITS, 429),
  /// What the verifier knows is too old to decide on.
  VERIFIER_STALE(Stage.SYSTEM, 503),
  VERIFIER_NOT_READY(Stage.SYSTEM, 503),
  /// An imported key's first use waits for its turn.
  VERIFIER_BUSY(Stage.SYSTEM, 503),
  ACCESS_TOKEN_INVALID(Stage.KNOWN, 401),
  ACCESS_TOKEN_EXPIRED(Stage.USABLE, 401),
  ACCESS_TOKEN_REVOKED(Stage.USABLE, 401),
  /// The key's roles would do, but its access token was asked for with less.
  SCOPE_TOO_NARROW(Stage.ALLOWED, 403);

  private static final List<RefusalCode> ALL = List.of(values());

  private final Stage stage;
  private final int status;

  RefusalCode(Stage stage, int status) {
    this.stage = stage;
    this.status = status;
  }

  /// The stage that refuses so.
  public Stage stage() {
    return stage;
  }

  /// The HTTP status that goes with it.
  public int status() {
    return status;
  }

  /// The name as it stands in answers and addresses: `role_missing`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Its place among the constants, as it stands in sealed ids.
  @SuppressWarnings("EnumOrdinal") // the order is on the wire: constants are only ever appended
  public int number() {
    return ordinal();
  }

  /// The code of that public name.
  public static Optional<RefusalCode> of(String code) {
    return Arrays.stream(values()).filter(known -> known.code().equals(code)).findAny();
  }

  /// The code of that number.
  public static Optional<RefusalCode> at(int number) {
    return number >= 0 && number < ALL.size() ? Optional.of(ALL.get(number)) : Optional.empty();
  }
}

package io.counterfoil.core.outbox;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What webhooks are told of. Names are stable and public. Whatever the audit log calls by the name
/// of an event, or by the action that stands beside it, is told without further ado.
public enum EventType {
  KEY_CREATED("key.created"),
  KEY_DEACTIVATED("key.deactivated"),
  KEY_ACTIVATED("key.activated"),
  KEY_RENEWAL_STARTED("key.renewal_started"),
  KEY_RENEWAL_FINISHED("key.renewal_finished"),
  KEY_RENEWAL_UNDONE("key.renewal_undone"),
  KEY_LINK_OPENED("key.link_opened", "link.opened"),

  /// An alarm: somebody holds a link that was opened before.
  KEY_LINK_OPENED_AGAIN("key.link_opened_again", "link.refused"),
  KEY_DELETED("key.deleted"),
  KEY_RESTORED("key.restored"),

  /// A key is refused for a reason that it was not refused for lately.
  KEY_REFUSED_FIRST("key.refused_first"),

  /// The old token of a renewal is still in use.
  KEY_OLD_TOKEN_USED("key.old_token_used"),
  KEY_RENEWAL_DUE("key.renewal_due"),
  KEY_QUARANTINED("key.quarantined"),
  KEY_RELEASED("key.released"),

  /// An alarm: a token of the key was found in the open.
  KEY_LEAKED("key.leaked"),

  /// An alarm: somebody elsewhere holds a copy of a token that differs in case, blanks or the like.
  ALARM_TRANSCRIBED_COPY("alarm.transcribed_copy"),

  /// An alarm: a token that a renewal put out of use is still tried.
  ALARM_RETIRED_TOKEN_USED("alarm.retired_token_used"),

  /// An alarm: far more is refused than usual.
  ALARM_REFUSAL_STORM("alarm.refusal_storm"),

  /// An alarm: a key was used from a network that it was never used from.
  ALARM_NEW_NETWORK("alarm.new_network"),
  SPONSOR_TRANSFER_STARTED("sponsor.transfer_started"),
  SPONSOR_TRANSFER_RESENT("sponsor.transfer_resent"),
  SPONSOR_TRANSFER_CANCELLED("sponsor.transfer_cancelled"),
  SPONSOR_TRANSFER_ACCEPTED("sponsor.transfer_accepted"),
  SPONSOR_TRANSFER_FORCED("sponsor.transfer_forced"),

  /// Sent when somebody asks for it, to see whether it arrives.
  WEBHOOK_TEST("webhook.test");

  private final String code;
  private final String action;

  EventType(String code) {
    this(code, code);
  }

  EventType(String code, String action) {
    this.code = code;
    this.action = action;
  }

  /// The name as receivers read it: `key.created`.
  public String code() {
    return code;
  }

  /// What tells of the action of that name in the audit log; null where nothing does.
  public static @Nullable EventType ofAction(String action) {
    return Arrays.stream(values())
        .filter(type -> type.action.equals(action))
        .findFirst()
        .orElse(null);
  }

  /// The event of that name; null where there is none.
  public static @Nullable EventType of(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst().orElse(null);
  }
}

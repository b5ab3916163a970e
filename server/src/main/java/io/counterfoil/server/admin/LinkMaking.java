package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.Handover;
import io.counterfoil.core.key.LinkCode;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.link.LinkSite;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes the links that a body asks for, and shows each once.
final class LinkMaking {
  /// The fields of a body that are about a link.
  static final String LINK = "link";

  static final String PASSPHRASE = "passphrase";
  private static final int SHORTEST_PASSPHRASE = 8;
  private static final int LONGEST_PASSPHRASE = 200;

  private final Parts parts;
  private final View view;
  private final SecureRandom random = new SecureRandom();

  LinkMaking(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  /// A code and what is kept of it.
  record Making(LinkCode code, Handover handover) {}

  /// What the body asks for; null where the token is to stand in the answer.
  @Nullable Making read(Body body) {
    boolean wanted = Boolean.TRUE.equals(body.optionalFlag(LINK));
    String passphrase = body.optionalText(PASSPHRASE);
    if (!wanted) {
      if (passphrase != null) {
        throw new BadRequestException("passphrase: without a link (expected: link is true, too)");
      }
      return null;
    }
    if (passphrase != null
        && (passphrase.length() < SHORTEST_PASSPHRASE
            || passphrase.length() > LONGEST_PASSPHRASE)) {
      throw new BadRequestException(
          "passphrase: "
              + passphrase.length()
              + " characters (expected: "
              + SHORTEST_PASSPHRASE
              + " to "
              + LONGEST_PASSPHRASE
              + ")");
    }
    LinkCode code = LinkCode.generate(random);
    return new Making(
        code,
        new Handover(
            new LinkId(UUID.randomUUID()),
            code.digest(),
            code.seal(passphrase),
            passphrase != null));
  }

  static @Nullable Handover handover(@Nullable Making making) {
    return making == null ? null : making.handover();
  }

  /// What a command left behind, with the address of the link that was made for it.
  JsonObject shown(AccountName account, @Nullable Making making, Outcome.Result result) {
    JsonObject shown = view.result(account, result);
    boolean isMade =
        making != null
            && result instanceof Outcome.Result.OfLink(_, var link)
            && link.id().equals(making.handover().link());
    if (making != null && isMade) {
      shown
          .getJsonObject(LINK)
          .put("url", LinkSite.address(parts.publicUrl(), making.code().reveal()));
    }
    return shown;
  }
}

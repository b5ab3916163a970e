package io.counterfoil.server.person;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.change.SentCode;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.MailKind;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassCode;
import io.counterfoil.core.person.PassId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/// Writes the mails that carry codes to people. A code stands in them sealed, and is opened when
/// the mail is sent.
public final class Letters {
  private final OutboxSeal seal;
  private final SecureRandom random;

  /// Letters under the seal.
  public Letters(OutboxSeal seal, SecureRandom random) {
    this.seal = seal;
    this.random = random;
  }

  /// A letter, and the code in it.
  public record Written(PassCode code, SentCode sent) {}

  /// Invites somebody to choose a password.
  public Written invitation(Email to, AccountName account, Language language) {
    return written(to, account, language, MailKind.INVITATION, Pass.Kind.INVITATION);
  }

  /// Invites somebody to become the Sponsor of the account.
  public Written sponsorship(Email to, AccountName account, Language language) {
    return written(to, account, language, MailKind.SPONSOR_INVITATION, Pass.Kind.SPONSORSHIP);
  }

  private Written written(
      Email to, AccountName account, Language language, MailKind mails, Pass.Kind kind) {
    PassCode code = PassCode.generate(random);
    Mail mail =
        new Mail(
            to,
            language,
            mails,
            Map.of("account", account.value()),
            seal.seal(to.value(), code.reveal()),
            kind.lifetime());
    return new Written(code, new SentCode(new PassId(UUID.randomUUID()), code.digest(kind), mail));
  }

  /// Tells somebody who is the Sponsor in their place.
  ///
  /// @param reason why, if that was said; else empty
  public static Mail replaced(Email to, AccountName account, Email now, String by, String reason) {
    Map<String, String> fields =
        Map.of("account", account.value(), "to", now.value(), "by", by, "reason", reason);
    return new Mail(
        to, Language.ENGLISH, MailKind.SPONSOR_CHANGED, fields, null, Duration.ofDays(3));
  }

  /// Lets somebody who forgot their password choose another.
  public Mail reset(Email to, PassCode code, Language language) {
    return new Mail(
        to,
        language,
        MailKind.PASSWORD_RESET,
        Map.of(),
        seal.seal(to.value(), code.reveal()),
        Pass.Kind.PASSWORD_RESET.lifetime());
  }

  /// Brings somebody six digits.
  public Mail key(Email to, AccountName account, String digits, Language language) {
    return new Mail(
        to,
        language,
        MailKind.ACCESS_KEY,
        Map.of("account", account.value()),
        seal.seal(to.value(), digits),
        Pass.Kind.EMAILED_KEY.lifetime());
  }
}

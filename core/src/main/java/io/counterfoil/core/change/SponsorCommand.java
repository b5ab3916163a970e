package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.outbox.Mail;
import org.jspecify.annotations.Nullable;

/// Something to be done about who is the Sponsor of an account. Whoever is invited accepts by
/// [PersonCommand.BecomeSponsor].
public sealed interface SponsorCommand extends Command {
  /// Invite a user of the account to become its Sponsor.
  record InviteSponsor(AccountName account, UserId user, SentCode code) implements SponsorCommand {}

  /// Invite the same user once more; the code before ends.
  record ResendSponsorship(AccountName account, SentCode code) implements SponsorCommand {}

  /// Take the invitation back.
  record CancelSponsorship(AccountName account) implements SponsorCommand {}

  /// Make a user of the account its Sponsor at once, since the Sponsor cannot be reached.
  ///
  /// @param reason why, in words, for the audit log and for the Sponsor before
  /// @param mail tells the Sponsor before; null where there is nobody to tell
  record ForceSponsor(AccountName account, UserId user, String reason, @Nullable Mail mail)
      implements SponsorCommand {}
}

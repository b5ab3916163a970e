package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that happens to a person as they sign in and out. The server has them carried out for
/// whoever proved to be that person; nobody may ask for one.
///
/// `account` is where the person signs in, and in whose audit log it stands; null where none was
/// named and there is not just one.
public sealed interface PersonCommand extends Command {
  /// Hand out a pass that opens no session. Where its kind is for once, it takes the place of the
  /// person's others of that kind.
  ///
  /// @param mail what carries its code to the person; null where it goes another way
  record MakePass(Pass pass, @Nullable Mail mail) implements PersonCommand {
    @Override
    public @Nullable AccountName account() {
      return pass.account();
    }
  }

  /// Open a session.
  ///
  /// @param spent the pass that it was opened with, which ends; null where there was none
  /// @param replaced the session that the browser had before, which ends; null where there was none
  /// @param shown their second factor; null where none was asked for
  /// @param browser what spares them the second factor for a while; null for nothing
  record OpenSession(
      Pass session,
      @Nullable PassId spent,
      @Nullable PassId replaced,
      @Nullable Shown shown,
      @Nullable Pass browser)
      implements PersonCommand {
    @Override
    public @Nullable AccountName account() {
      return session.account();
    }
  }

  /// Note that somebody signed in for a user token, which is no session.
  record NoteSignIn(
      AccountName account, UserId user, String how, @Nullable Pass spent, @Nullable Shown shown)
      implements PersonCommand {}

  /// Note that a pass was tried with a wrong code; too many tries end it.
  record TryWrongly(@Nullable AccountName account, PassId pass) implements PersonCommand {}

  /// Begin to set a second factor up.
  record StartFactor(@Nullable AccountName account, UserId user, SealedSecret seed)
      implements PersonCommand {}

  /// Have a second factor asked for from now on, since it was shown to work.
  ///
  /// @param step the time step of the code that showed it
  /// @param recovery what is kept of the codes that stand in for it
  /// @param session the session in which it was shown; null for none
  record ConfirmFactor(
      @Nullable AccountName account,
      UserId user,
      long step,
      List<TokenDigest> recovery,
      @Nullable PassId session)
      implements PersonCommand {
    public ConfirmFactor {
      recovery = List.copyOf(recovery);
    }
  }

  /// Put other recovery codes in the place of those that are left.
  record RenewRecoveryCodes(@Nullable AccountName account, UserId user, List<TokenDigest> recovery)
      implements PersonCommand {
    public RenewRecoveryCodes {
      recovery = List.copyOf(recovery);
    }
  }

  /// Take one's second factor off.
  record RemoveFactor(@Nullable AccountName account, UserId user) implements PersonCommand {}

  /// How somebody showed their second factor.
  sealed interface Shown {
    /// By the code of a time step.
    record ByCode(long step) implements Shown {}

    /// By a recovery code.
    record ByRecovery(TokenDigest code) implements Shown {}

    /// By a browser in which they showed it lately.
    record ByBrowser(PassId browser) implements Shown {}
  }

  /// Note that a session is in use.
  record UseSession(@Nullable AccountName account, PassId session) implements PersonCommand {}

  /// End a session.
  record EndSession(@Nullable AccountName account, UserId user, PassId session)
      implements PersonCommand {}

  /// Choose a password as the holder of an invitation or of a reset, which ends. A reset ends all
  /// that was signed in before, too.
  record ChoosePassword(@Nullable AccountName account, PassId spent, PasswordHash password)
      implements PersonCommand {}

  /// Become the Sponsor of an account, as one was invited to.
  ///
  /// @param spent the invitation, which ends
  /// @param mail tells the Sponsor before; null where there is nobody to tell
  record BecomeSponsor(AccountName account, UserId user, PassId spent, @Nullable Mail mail)
      implements PersonCommand {}

  /// Change one's password. All that was signed in before ends.
  ///
  /// @param kept the session in which it was changed, which does not; null for none
  record ChangePassword(
      @Nullable AccountName account, UserId user, PasswordHash password, @Nullable PassId kept)
      implements PersonCommand {}

  /// Note that somebody failed to sign in.
  ///
  /// @param user whom they said to be; null where that is nobody known, which is not repeated
  /// @param why what was wrong, for the account's people
  /// @param unnoted how many failures before it were not noted, to spare the log
  record NoteFailure(@Nullable AccountName account, @Nullable UserId user, String why, int unnoted)
      implements PersonCommand {}

  /// Note that somebody did one of the first steps that nothing else tells of.
  record NoteStep(AccountName account, UserId user, Step step) implements PersonCommand {
    /// Which one.
    public enum Step {
      /// They read why a call was refused.
      REFUSAL_READ,

      /// They want to be shown the steps no more.
      DISMISSED
    }
  }

  /// Open the first account of an empty deployment, by the link that was made for that.
  record SetUp(AccountCommand.CreateAccount first, PassId spent) implements PersonCommand {
    @Override
    public AccountName account() {
      return first.account();
    }
  }

  /// Forget passes that are no good any more, a few at a time.
  record ForgetPasses() implements PersonCommand {
    @Override
    public @Nullable AccountName account() {
      return null;
    }
  }
}

package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import org.jspecify.annotations.Nullable;

/// Something that happens to a person as they sign in and out. The server has them carried out for
/// whoever proved to be that person; nobody may ask for one.
///
/// `account` is where the person signs in, and in whose audit log it stands; null where none was
/// named and there is not just one.
public sealed interface PersonCommand extends Command {
  /// Hand out a pass that opens no session.
  record MakePass(Pass pass) implements PersonCommand {
    @Override
    public @Nullable AccountName account() {
      return pass.account();
    }
  }

  /// Open a session.
  ///
  /// @param spent the pass that it was opened with, which ends; null where there was none
  /// @param replaced the session that the browser had before, which ends; null where there was none
  record OpenSession(Pass session, @Nullable PassId spent, @Nullable PassId replaced)
      implements PersonCommand {
    @Override
    public @Nullable AccountName account() {
      return session.account();
    }
  }

  /// Note that somebody signed in for a user token, which is no session.
  record NoteSignIn(AccountName account, UserId user, String how) implements PersonCommand {}

  /// Note that a session is in use.
  record UseSession(@Nullable AccountName account, PassId session) implements PersonCommand {}

  /// End a session.
  record EndSession(@Nullable AccountName account, UserId user, PassId session)
      implements PersonCommand {}

  /// Note that somebody failed to sign in.
  ///
  /// @param user whom they said to be; null where that is nobody known, which is not repeated
  /// @param why what was wrong, for the account's people
  /// @param unnoted how many failures before it were not noted, to spare the log
  record NoteFailure(@Nullable AccountName account, @Nullable UserId user, String why, int unnoted)
      implements PersonCommand {}

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

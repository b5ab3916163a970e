package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.role.RoleId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something to be done to the people of an account.
public sealed interface PeopleCommand extends Command {
  /// Make a person a user of the account; known ones are recognised by their address.
  record AddUser(AccountName account, Email email, String name) implements PeopleCommand {}

  /// Make a person a user of the account with these roles besides those that they have, and let
  /// them choose a password if they have none.
  ///
  /// @param code goes to the person, for 72 hours; null to invite them later
  record InviteUser(
      AccountName account, Email email, String name, Set<RoleId> roles, @Nullable SentCode code)
      implements PeopleCommand {
    public InviteUser {
      roles = Set.copyOf(roles);
    }
  }

  /// Send a user who has no password yet another code; the one before ends.
  record ResendInvitation(AccountName account, UserId user, SentCode code)
      implements PeopleCommand {}

  /// Take an invitation back, and with it the membership of somebody who never chose a password.
  record CancelInvitation(AccountName account, UserId user) implements PeopleCommand {}

  /// Take a second factor off a user who lost it.
  record ResetSecondFactor(AccountName account, UserId user) implements PeopleCommand {}

  /// End a person's membership and all roles that go with it.
  record RemoveUser(AccountName account, UserId user) implements PeopleCommand {}
}

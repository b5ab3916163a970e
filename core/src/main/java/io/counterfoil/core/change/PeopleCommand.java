package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.UserId;

/// Something to be done to the people of an account.
public sealed interface PeopleCommand extends Command {
  /// Make a person a user of the account; known ones are recognised by their address.
  record AddUser(AccountName account, Email email, String name) implements PeopleCommand {}

  /// End a person's membership and all roles that go with it.
  record RemoveUser(AccountName account, UserId user) implements PeopleCommand {}
}

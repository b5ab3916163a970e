package io.counterfoil.server.admin;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.store.Directory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds whom a request to sign in names.
record Members(Directory directory) {
  /// The person of that address, if they belong to the account, or to any where none is named.
  @Nullable User find(@Nullable String account, String email) {
    User user = Email.isValid(email) ? directory.user(new Email(email)) : null;
    if (user == null) {
      return null;
    }
    boolean belongs =
        account == null
            ? !directory.accountsOf(user.id()).isEmpty()
            : AccountName.isValid(account) && isOf(new AccountName(account), user.id());
    return belongs ? user : null;
  }

  /// Whether the person is a user of the account.
  boolean isOf(AccountName account, UserId user) {
    return directory.grant(account, new Holder.OfUser(user)) != null;
  }

  /// In whose audit log something stands: the named account's, if it exists, or the person's only
  /// one's; null for the deployment's.
  @Nullable AccountName accountFor(@Nullable User user, @Nullable String named) {
    if (named != null && AccountName.isValid(named)) {
      AccountName name = new AccountName(named);
      return directory.account(name) == null ? null : name;
    }
    List<Account> own = user == null ? List.of() : directory.accountsOf(user.id());
    return own.size() == 1 ? own.getFirst().name() : null;
  }
}

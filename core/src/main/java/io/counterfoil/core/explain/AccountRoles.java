package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.Role;
import java.util.Collection;
import java.util.List;

/// What an explanation needs to know of an account's own roles.
public interface AccountRoles {
  /// No account has roles of its own.
  AccountRoles NONE =
      new AccountRoles() {
        @Override
        public Collection<Role> custom(AccountName account) {
          return List.of();
        }

        @Override
        public List<Holder> holders(Role role) {
          return List.of();
        }
      };

  /// The custom roles of the account.
  Collection<Role> custom(AccountName account);

  /// Which keys and people have the custom role.
  List<Holder> holders(Role role);
}

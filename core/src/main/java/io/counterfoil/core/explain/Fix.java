package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import java.time.Instant;
import java.util.List;

/// One way to make a refused request pass. What grants least stands first.
public sealed interface Fix {
  /// Link roles that exist.
  ///
  /// @param roles one, or several that only together suffice
  /// @param excess what they grant beyond what is needed and what the holder has already
  /// @param isExact whether nothing that grants less would do; if not, something may
  record LinkRoles(Beneficiary to, List<Role> roles, List<ResourceKey> excess, boolean isExact)
      implements Fix {
    public LinkRoles {
      roles = List.copyOf(roles);
      excess = List.copyOf(excess);
    }

    /// One role.
    public LinkRoles(Beneficiary to, Role role, List<ResourceKey> excess) {
      this(to, List.of(role), excess, true);
    }
  }

  /// Make a role of just these resources and link it.
  record CreateRole(Beneficiary to, List<ResourceKey> resources) implements Fix {
    public CreateRole {
      resources = List.copyOf(resources);
    }
  }

  /// Add resources to a custom role that is linked already.
  ///
  /// @param alsoGain the other holders of the role, who would gain them too
  record WidenRole(Beneficiary to, Role role, List<ResourceKey> resources, List<Holder> alsoGain)
      implements Fix {
    public WidenRole {
      resources = List.copyOf(resources);
      alsoGain = List.copyOf(alsoGain);
    }
  }

  /// Switch the key on again.
  record ActivateKey(AccountName account, AppKey key) implements Fix {}

  /// Take the key's deletion back.
  record RestoreKey(AccountName account, AppKey key) implements Fix {}

  /// Let the key be used for longer.
  record ExtendKey(AccountName account, AppKey key, Instant until) implements Fix {}

  /// Let the key be used from this address too.
  record AllowAddress(AccountName account, AppKey key, String address) implements Fix {}

  /// Issue another token, since no exact copy of the one that there is seems left.
  record RenewToken(AccountName account, AppKey key) implements Fix {}

  /// Replace the token of a quarantined key, whose old one goes at once, and release the key.
  record ReplaceToken(AccountName account, AppKey key) implements Fix {}

  /// Switch the account on again.
  record ActivateAccount(AccountName account) implements Fix {}

  /// Say that the host is the account's.
  record AddHost(AccountName account, String host) implements Fix {}

  /// Add the key to the account that the request is for.
  record AddExternalKey(AppKey key, AccountName account) implements Fix {}

  /// What the caller, the proxy's owner or the catalogue's owner has to do, whatever the request.
  record Advice(RefusalCode code) implements Fix {}
}

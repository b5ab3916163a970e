package io.counterfoil.core.decision;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.role.RoleSet;
import org.jspecify.annotations.Nullable;

/// What the verifier decided, at which revision.
public sealed interface Decision {
  /// The revision that it was decided at, or a later one.
  Revision revision();

  /// The request may pass.
  ///
  /// @param account the account that it is for
  /// @param roles what the caller has there
  record Allowed(Revision revision, Caller caller, AccountName account, RoleSet roles)
      implements Decision {}

  /// The request may not pass.
  ///
  /// @param caller who it was; null unless the credential was authentic
  /// @param account the account that it was for; null where that was not established
  record Refused(
      Revision revision, Refusal refusal, @Nullable Caller caller, @Nullable AccountName account)
      implements Decision {}
}

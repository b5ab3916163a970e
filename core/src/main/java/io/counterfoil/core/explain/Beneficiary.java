package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.key.Holder;

/// Who would be given something, and in which account.
///
/// @param name the key's name or the person's e-mail address
public record Beneficiary(AccountName account, Holder holder, String name) {
  /// The caller, in the account.
  static Beneficiary of(AccountName account, Caller caller) {
    return switch (caller) {
      case Caller.Key(var key) ->
          new Beneficiary(account, new Holder.OfKey(key.id()), key.appKey().value());
      case Caller.Person(var user) ->
          new Beneficiary(account, new Holder.OfUser(user.id()), user.email().value());
    };
  }
}

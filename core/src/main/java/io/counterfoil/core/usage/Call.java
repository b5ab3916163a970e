package io.counterfoil.core.usage;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.Holder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is told apart where use is counted: who called what, with which token, from where, and what
/// came of it.
///
/// @param account where it was called for; not the key's own, where the key was added to another
/// @param token since when the token was there that the key called with; null where it called with
///   a user token that it had got for its pair, and for people
/// @param method [#ADMINISTRATION] for what was asked of the control plane; null where the
///   operation was not known, or so many were called that this one was not told apart
/// @param path the template of the operation, or the resources that let it be administered, with
///   bars between; null where the method is
/// @param address from where; [#OTHERS] where so many called that this one was not told apart, null
///   where it is not known
/// @param code why it was refused; null where it passed
public record Call(
    AccountName account,
    Holder holder,
    @Nullable Instant token,
    @Nullable String method,
    @Nullable String path,
    @Nullable String address,
    @Nullable RefusalCode code) {

  /// Stands for all addresses that are counted together.
  public static final String OTHERS = "others";

  /// Stands for every method of the control plane.
  public static final String ADMINISTRATION = "*";

  /// Whether it passed.
  public boolean isAllowed() {
    return code == null;
  }

  /// The same from an address that is not told apart.
  Call fromOthers() {
    return new Call(account, holder, token, method, path, OTHERS, code);
  }
}

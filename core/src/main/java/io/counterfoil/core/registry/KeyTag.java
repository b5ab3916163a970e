package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.ChangeCodec;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.store.Directory;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Tells two states of a key apart: a digest over all of it and its roles in the account. It needs
/// no counter of its own, and whatever changes a key changes it.
public final class KeyTag {
  private static final int BYTES = 12;

  private KeyTag() {}

  /// The tag of the key as it is now in the account.
  public static String of(Directory directory, AccountName account, ApiKey key) {
    Grant grant = directory.grant(account, new Holder.OfKey(key.id()));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ChangeCodec.encodeKey(key));
      if (grant != null) {
        digest.update(ChangeCodec.encode(List.of(new Change.GrantPut(grant))));
      }
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }
}

package io.counterfoil.core.registry;

import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A token that was just issued. It can be revealed once; nobody can ever recover it afterwards.
public final class Issued {
  private final ApiKey key;
  private final AtomicReference<@Nullable AppToken> token;

  Issued(ApiKey key, AppToken token) {
    this.key = key;
    this.token = new AtomicReference<>(token);
  }

  /// The key that the token is for.
  public ApiKey key() {
    return key;
  }

  /// The token.
  ///
  /// @throws IllegalStateException if it was revealed before
  public AppToken reveal() {
    AppToken revealed = token.getAndSet(null);
    if (revealed == null) {
      throw new IllegalStateException("the token was revealed before (expected: once)");
    }
    return revealed;
  }

  @Override
  public String toString() {
    return "Issued[" + key.appKey() + ", hidden]";
  }
}

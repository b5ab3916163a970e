package io.counterfoil.core.decision;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.User;
import io.counterfoil.core.key.ApiKey;
import org.jspecify.annotations.Nullable;

/// Who a credential turned out to be.
public sealed interface Caller {
  /// How audit entries name the caller.
  String display();

  /// The account that owns the caller; null for a person, who may be a member of several.
  @Nullable AccountName home();

  /// A key.
  record Key(ApiKey key) implements Caller {
    @Override
    public String display() {
      return "key:" + key.appKey();
    }

    @Override
    public AccountName home() {
      return key.account();
    }
  }

  /// A person.
  record Person(User user) implements Caller {
    @Override
    public String display() {
      return "user:" + user.email();
    }

    @Override
    public @Nullable AccountName home() {
      return null;
    }
  }
}

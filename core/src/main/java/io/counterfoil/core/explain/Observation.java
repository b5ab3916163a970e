package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.Requirement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a check looked at and found in order. For the account's own people.
public sealed interface Observation {
  /// One call, plainly said.
  record Call(String method, String path) implements Observation {}

  /// One credential, where it belongs.
  record Credential(CredentialKind kind) implements Observation {}

  /// Values that could be a credential.
  record Values() implements Observation {}

  /// A key.
  ///
  /// @param label null where it is another account's, whose words are its own
  record Key(String name, @Nullable String label) implements Observation {}

  /// A person.
  record Person(String email) implements Observation {}

  /// A holder that may be used.
  ///
  /// @param until from when on it is refused; null for never
  record Usable(@Nullable Instant until) implements Observation {}

  /// The account that the request is for.
  record Place(AccountName account) implements Observation {}

  /// An operation of the catalogue.
  record Matched(Operation operation) implements Observation {}

  /// Roles that suffice.
  record Roles(List<String> names, Requirement needed) implements Observation {
    public Roles {
      names = List.copyOf(names);
    }
  }

  /// How many calls are allowed.
  ///
  /// @param rate null for any number
  record Rate(@Nullable RateLimit rate) implements Observation {}
}

package io.counterfoil.core.registry;

import io.counterfoil.core.key.TokenDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must hold for a command to be carried out, besides everything that always must.
///
/// @param tags the key must be as it was when it had one of these tags; none for however it is
/// @param once what recognises a repetition of the command; null where each counts
public record Conditions(Set<String> tags, @Nullable Once once) {
  /// No condition.
  public static final Conditions NONE = new Conditions(Set.of(), null);

  public Conditions {
    tags = Set.copyOf(tags);
  }

  /// Recognises a repetition.
  ///
  /// @param key what the caller calls the request
  /// @param request digest of all of it
  public record Once(String key, TokenDigest request) {}
}

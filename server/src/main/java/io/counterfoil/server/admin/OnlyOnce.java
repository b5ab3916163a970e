package io.counterfoil.server.admin;

import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.registry.Conditions;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07) and the digest
/// of the request that it is for.
final class OnlyOnce {
  private OnlyOnce() {}

  /// What recognises a repetition of the request; null where none was asked to be recognised.
  static Conditions.@Nullable Once read(RoutingContext context) {
    List<String> keys = context.request().headers().getAll("Idempotency-Key");
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1 || !keys.getFirst().matches("[\\x20-\\x7e]{1,255}")) {
      throw new BadRequestException(
          "Idempotency-Key: (expected: once, 1 to 255 visible characters of ASCII)");
    }
    return new Conditions.Once(keys.getFirst(), digest(context));
  }

  private static TokenDigest digest(RoutingContext context) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String line = context.request().method() + " " + context.request().uri() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      var body = context.body().buffer();
      if (body != null) {
        digest.update(body.getBytes());
      }
      return TokenDigest.of(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }
}

package io.counterfoil.server.wire.vtex;

import io.vertx.core.json.JsonObject;

/// Ends a request with an answer that is not a refusal of its caller: the request itself cannot be
/// carried out.
final class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonObject body;

  private WireException(int status, JsonObject body) {
    super(body.encode(), null, false, false);
    this.status = status;
    this.body = body;
  }

  /// License Manager's usual body.
  static WireException message(int status, String message) {
    return new WireException(status, new JsonObject().put("Message", message));
  }

  /// What is said of a body that is not what it should be.
  static WireException body(String expected) {
    return message(400, "body: not understood (expected: " + expected + ")");
  }

  /// What is said of an id that is none, or nobody's.
  static WireException invalidUserId() {
    return message(400, "Invalid UserId");
  }

  /// What is said of an id that is missing, or `null`.
  static WireException methodNotAllowed(String method) {
    return message(405, "The requested resource does not support http method '" + method + "'.");
  }

  /// What is said of a key's id that is none of the account's.
  static WireException unknownKey() {
    return new WireException(
        400,
        new JsonObject()
            .putNull("Details")
            .put("HttpStatusCode", 400)
            .put("VLMErrorCode", 17)
            .put("Message", "Token not exists for this account"));
  }

  int status() {
    return status;
  }

  JsonObject body() {
    return body;
  }
}

package io.counterfoil.server.oauth;

import java.util.Map;

/// Why a request is answered with an error of RFC 6749, 5.2.
final class OAuthException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  /// What is answered.
  ///
  /// @param error its name, as the RFC spells it
  /// @param description what happened, what was expected, what to do
  /// @param more further members of the body
  /// @param headers names and values
  record Answer(
      int status,
      String error,
      String description,
      Map<String, String> more,
      Map<String, String> headers) {}

  OAuthException(Answer answer) {
    super(answer.description());
    this.answer = answer;
  }

  OAuthException(String error, String description) {
    this(new Answer(400, error, description, Map.of(), Map.of()));
  }

  Answer answer() {
    return answer;
  }

  /// Nobody showed who they are.
  static OAuthException missingClient() {
    return new OAuthException(
        new Answer(
            401,
            "invalid_client",
            "client credentials are missing (expected: appKey and appToken as id and secret, by"
                + " Authorization: Basic or in the body)",
            Map.of(),
            Map.of()));
  }

  static OAuthException invalidRequest(String description) {
    return new OAuthException("invalid_request", description);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this; // it is an answer, not a fault
  }
}

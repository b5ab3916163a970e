package io.counterfoil.server.gateway;

/// The gateway cannot start or stop as it was told; the message says what to do.
public final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GatewayException(String message, Throwable cause) {
    super(message, cause);
  }
}

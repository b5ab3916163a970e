package io.counterfoil.server.oidc;

/// An identity provider did not say who somebody is, or not in a way that can be trusted.
public final class OidcException extends Exception {
  private static final long serialVersionUID = 1L;

  OidcException(String message) {
    super(message);
  }

  OidcException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.counterfoil.core.node;

/// Names a verifier: 1 to 63 of a-z, 0-9, dots and hyphens, such as `edge-7`.
public record NodeName(String value) {
  private static final String SHAPE = "[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?";

  public NodeName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "node: (expected: 1 to 63 of a-z, 0-9, dots and hyphens, such as edge-7)");
    }
  }

  /// Whether the text can name one.
  public static boolean isValid(String text) {
    return text.matches(SHAPE);
  }

  @Override
  public String toString() {
    return value;
  }
}

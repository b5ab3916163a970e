package io.counterfoil.server.catalogue;

/// A catalogue cannot be read: every mistake on a line of its own, with file and, where known,
/// line.
public final class CatalogueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The mistakes, in words fit for whoever wrote the file.
  public CatalogueException(String mistakes) {
    super(mistakes);
  }

  /// The same, with what found them.
  public CatalogueException(String mistakes, Throwable cause) {
    super(mistakes, cause);
  }
}

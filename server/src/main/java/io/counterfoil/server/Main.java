package io.counterfoil.server;

/// Starts Counterfoil from the command line.
final class Main {
  private Main() {}

  /// Prints the version.
  public static void main(String[] arguments) {
    var version = Main.class.getPackage().getImplementationVersion();
    System.out.println("counterfoil " + (version == null ? "unpackaged" : version));
  }
}

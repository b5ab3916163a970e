package io.counterfoil.server.cli;

import picocli.CommandLine.IVersionProvider;

/// The version, as the jar's manifest says it.
final class Version implements IVersionProvider {
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0-SNAPSHOT" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"counterfoil " + number()};
  }
}

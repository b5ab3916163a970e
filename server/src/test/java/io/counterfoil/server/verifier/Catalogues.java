package io.counterfoil.server.verifier;

import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.server.catalogue.CatalogueFile;

/// Large changes.
final class Catalogues {
  private static final Catalogue BUNDLED = CatalogueFile.bundled();

  private Catalogues() {}

  /// The bundled catalogue under another version.
  static RoleCommand.ImportCatalogue version(int number) {
    return new RoleCommand.ImportCatalogue(
        new Catalogue(
            BUNDLED.name(),
            "test-" + number,
            BUNDLED.resources(),
            BUNDLED.roles(),
            BUNDLED.operations()));
  }
}

package io.counterfoil.bench;

import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.SnapshotKeeper;
import io.counterfoil.server.catalogue.CatalogueFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A population as a server holds it: with the bundled catalogue, under a pepper that is no secret.
///
/// @param directory what decisions read
record Deployment(Pepper pepper, Directory directory) {
  /// Of how many keys of a population that is mapped the pairs are made again, to be presented.
  static final int REMADE = 1_000_000;

  private static final String BASE_DOMAIN = "example.com";

  private Deployment(Directory directory) {
    this(pepperOfAll(), directory);
  }

  /// Makes a population and loads it, as a server loads its store.
  ///
  /// @param born hears of each pair
  static Deployment of(int keys, Consumer<Population.Pair> born) {
    SnapshotKeeper keeper = keeper(keys, born);
    keeper.load();
    return new Deployment(keeper.directory());
  }

  /// Makes a population, writes it to a snapshot file, and reads it from there.
  static Deployment throughFile(Path snapshot, int keys, Consumer<Population.Pair> born)
      throws IOException {
    SnapshotKeeper keeper = keeper(keys, born);
    keeper.load();
    keeper.remap(snapshot);
    return new Deployment(keeper.directory());
  }

  /// Maps a snapshot file.
  static Deployment mapped(Path snapshot) throws IOException {
    return new Deployment(Directory.read(snapshot, BASE_DOMAIN));
  }

  /// What calls there are: the bundled catalogue, as the directory holds it.
  Catalogue catalogue() {
    return directory.catalogue();
  }

  /// The population of the snapshot file that `bench/run` made; made anew where there is no file.
  ///
  /// @param born hears of the first [#REMADE] pairs
  static Deployment measured(int keys, Consumer<Population.Pair> born) {
    Path snapshot = Path.of(System.getProperty("bench.folder", ""), keys + ".snapshot");
    if (!Files.exists(snapshot)) {
      return of(keys, born);
    }
    new Population(Math.min(keys, REMADE), CatalogueFile.bundled(), pepperOfAll(), born)
        .load(_ -> {});
    try {
      return mapped(snapshot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SnapshotKeeper keeper(int keys, Consumer<Population.Pair> born) {
    return new SnapshotKeeper(
        new Population(keys, CatalogueFile.bundled(), pepperOfAll(), born), BASE_DOMAIN);
  }

  private static Pepper pepperOfAll() {
    return new Pepper(1, new byte[Pepper.BYTES]);
  }

  /// Digests under its pepper; each thread takes its own.
  Digester digester() {
    return new Digester(pepper);
  }
}

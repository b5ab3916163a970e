package io.counterfoil.server.cli;

import io.counterfoil.core.store.StoreException;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.StartException;
import io.counterfoil.store.StoreAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which record a command works on, without a server.
final class RecordOptions {
  @Option(names = "--data", paramLabel = "DIR", description = "The data directory of the record.")
  private @Nullable Path data;

  @Option(
      names = "--store",
      paramLabel = "ADDRESS",
      description = "The store's address; COUNTERFOIL_STORE if unset, then the one in --data.")
  private @Nullable String store;

  /// The data directory; null where none was named.
  @Nullable Path directory() {
    String named = System.getenv("COUNTERFOIL_DATA");
    return data != null ? data : named == null ? null : Path.of(named);
  }

  /// The record's address.
  StoreAddress address() {
    String named = store != null || data != null ? store : System.getenv("COUNTERFOIL_STORE");
    Path directory = directory();
    if (named == null && directory == null) {
      throw new FailedException("which record? (expected: --data DIR or --store ADDRESS)");
    }
    return StoreAddress.parse(
        named == null ? DataDirectory.storeAddress(Objects.requireNonNull(directory)) : named);
  }

  /// Does the work; what goes wrong with a record is said in a sentence.
  static <T> T saying(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException | StartException e) {
      throw new FailedException(String.valueOf(e.getMessage()));
    }
  }
}

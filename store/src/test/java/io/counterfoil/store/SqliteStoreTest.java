package io.counterfoil.store;

import io.counterfoil.core.store.Store;
import io.counterfoil.testkit.StoreSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// The store on SQLite keeps what every store promises.
class SqliteStoreTest extends StoreSuite {
  @TempDir Path folder;

  @Override
  protected Store open() {
    return SqlStore.open(StoreAddress.parse("sqlite:" + folder.resolve("record.db")));
  }
}

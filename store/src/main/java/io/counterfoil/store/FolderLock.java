package io.counterfoil.store;

import io.counterfoil.core.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right to use a data folder, held for as long as the process lives: an operating system's
/// lock on the file `LOCK` in it. Two processes on one SQLite file could corrupt it on some file
/// systems.
///
/// Closing any handle of a file gives up the locks that the process has on it, so the same process
/// must not even try twice: [#HELD] refuses it first.
final class FolderLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel file;

  private FolderLock(Path folder, FileChannel file) {
    this.folder = folder;
    this.file = file;
  }

  /// Takes the folder.
  ///
  /// @throws StoreException if somebody has it
  static FolderLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw taken(folder);
    }
    try {
      return new FolderLock(real, locked(real));
    } catch (IOException | StoreException e) {
      HELD.remove(real);
      throw e;
    }
  }

  private static FileChannel locked(Path folder) throws IOException {
    FileChannel file =
        FileChannel.open(
            folder.resolve("LOCK"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = file.tryLock();
    if (lock == null) {
      file.close();
      throw taken(folder);
    }
    return file;
  }

  private static StoreException taken(Path folder) {
    return new StoreException(
        "folder `"
            + folder
            + "` is in use by another Counterfoil (expected: one process a folder); stop that one,"
            + " or give this one another folder");
  }

  @Override
  public void close() throws IOException {
    file.close();
    HELD.remove(folder);
  }
}

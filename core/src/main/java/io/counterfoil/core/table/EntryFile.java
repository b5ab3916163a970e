package io.counterfoil.core.table;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;

/// Byte strings that stay in their file until somebody asks for one: mapped, the kernel would make
/// their neighbours memory of this process too. Where each begins, and the last one ends, stands in
/// the file as words.
public final class EntryFile implements Entries.Base {
  private final RandomAccessFile file;
  private final long starts;
  private final long entries;
  private final int size;

  /// The file has one position, which readers share. Reading through a channel would need no lock,
  /// but an interrupted reader would close it for everybody.
  private final ReentrantLock lock = new ReentrantLock();

  /// Entries of a file that nobody else moves about in.
  ///
  /// @param starts where the words stand
  /// @param startsBytes how many bytes they take
  /// @param entries where the entries stand
  public EntryFile(RandomAccessFile file, long starts, long startsBytes, long entries) {
    this.file = file;
    this.starts = starts;
    this.entries = entries;
    size = (int) (startsBytes / Long.BYTES) - 1;
  }

  @Override
  public int size() {
    return size;
  }

  /// @throws UncheckedIOException if the file cannot be read
  @Override
  public byte[] get(int slot) {
    lock.lock();
    try {
      ByteBuffer bounds =
          ByteBuffer.wrap(read(starts + (long) slot * Long.BYTES, 2 * Long.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      long from = bounds.getLong();
      return read(entries + from, (int) (bounds.getLong() - from));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the snapshot file; start again without it", e);
    } finally {
      lock.unlock();
    }
  }

  private byte[] read(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(at);
    file.readFully(bytes);
    return bytes;
  }
}

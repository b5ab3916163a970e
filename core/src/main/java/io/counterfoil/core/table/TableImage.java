package io.counterfoil.core.table;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A [KeyTable] as sections of a file that is mapped, not read: a million keys are at hand as soon
/// as their file is. Everything is compacted on the way out.
///
/// The sections, each of little-endian words: the newest slot of each account; links; records and
/// their addresses; labels and their addresses; the pairs' shards and lines; and for each of the
/// four indexes its shards and words.
public final class TableImage {
  /// How many sections there are.
  public static final int SECTIONS = 8 + 2 * 4;

  private static final int PERCENT_FULL = 75;
  private static final int BUFFER = 1 << 20;
  private static final long OFFSET_OF_FIRST = Long.BYTES;

  private TableImage() {}

  /// Takes the sections, one after the other.
  public interface Sections {
    /// Begins the next section.
    FileChannel next() throws IOException;
  }

  /// Writes the table. Nobody may change it meanwhile; readers go on.
  public static void write(KeyTable table, Sections to) throws IOException {
    int size = table.size();
    try (var out = new Words(to.next())) {
      for (int newest : table.newestSlots()) {
        out.put(newest);
      }
    }
    try (var out = new Words(to.next())) {
      for (int slot = 0; slot < size; slot++) {
        out.put(table.links.get(slot));
      }
    }
    write(table.records, size, to);
    write(table.labels, size, to);
    write(table.pairs, to);
    for (SlotIndex index : table.indexes()) {
      write(index, to);
    }
  }

  private static void write(Slab entries, int size, Sections to) throws IOException {
    long[] addresses = new long[size];
    try (var out = new Words(to.next())) {
      out.put(0); // so that no entry stands at 0, which means none
      long offset = OFFSET_OF_FIRST;
      for (int slot = 0; slot < size; slot++) {
        byte[] bytes = Objects.requireNonNull(entries.get(slot), "a slot without an entry");
        addresses[slot] = offset;
        out.put((slot + 1L) << Integer.SIZE | bytes.length);
        out.put(bytes);
        offset += Slab.padded(bytes.length);
      }
    }
    try (var out = new Words(to.next())) {
      for (long address : addresses) {
        out.put(address);
      }
    }
  }

  private static void write(PairTable pairs, Sections to) throws IOException {
    long[] capacities = new long[PairTable.SHARDS];
    try (var out = new Words(to.next())) {
      for (int i = 0; i < PairTable.SHARDS; i++) {
        capacities[i] = room(pairs.shard(i).live());
        out.put(capacities[i] << Integer.SIZE | pairs.shard(i).live());
      }
    }
    FileChannel out = to.next();
    for (int i = 0; i < PairTable.SHARDS; i++) {
      write(pairs.shard(i).copy(capacities[i]).lines(), out);
    }
  }

  private static void write(SlotIndex index, Sections to) throws IOException {
    long[] capacities = new long[SlotIndex.SHARDS];
    try (var out = new Words(to.next())) {
      for (int i = 0; i < SlotIndex.SHARDS; i++) {
        capacities[i] = room(index.shard(i).live);
        out.put(capacities[i] << Integer.SIZE | index.shard(i).live);
      }
    }
    FileChannel out = to.next();
    for (int i = 0; i < SlotIndex.SHARDS; i++) {
      write(SlotIndex.copy(index.shard(i), capacities[i]).words, out);
    }
  }

  /// A free place in every shard at least, where searches end.
  private static long room(long live) {
    return Math.max(4, live * 100 / PERCENT_FULL + 1);
  }

  private static void write(MemorySegment memory, FileChannel out) throws IOException {
    ByteBuffer bytes = memory.asByteBuffer();
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /// The table that the sections hold, in memory mapped privately: what changes in it stays out of
  /// the file.
  ///
  /// @throws IllegalArgumentException if they do not fit together
  public static KeyTable read(List<MemorySegment> sections) {
    int[] newest = new int[(int) (sections.get(0).byteSize() / Long.BYTES)];
    for (int i = 0; i < newest.length; i++) {
      newest[i] = (int) sections.get(0).get(Memory.WORD, (long) i * Long.BYTES);
    }
    MemorySegment links = sections.get(1);
    List<SlotIndex> indexes = new ArrayList<>();
    for (int i = 8; i < SECTIONS; i += 2) {
      indexes.add(index(sections.get(i), sections.get(i + 1)));
    }
    return new KeyTable(
        pairs(sections.get(6), sections.get(7)),
        new Slab(sections.get(2), sections.get(3)),
        new Slab(sections.get(4), sections.get(5)),
        new LongColumn(links),
        indexes,
        newest,
        (int) (links.byteSize() / Long.BYTES));
  }

  private static PairTable pairs(MemorySegment shards, MemorySegment lines) {
    PairTable table = new PairTable();
    long offset = 0;
    for (int i = 0; i < PairTable.SHARDS; i++) {
      long word = shards.get(Memory.WORD, (long) i * Long.BYTES);
      long bytes = (word >>> Integer.SIZE) * PairShard.LINE;
      table.shard(i, new PairShard(lines.asSlice(offset, bytes), (int) word));
      offset += bytes;
    }
    return table;
  }

  private static SlotIndex index(MemorySegment shards, MemorySegment words) {
    SlotIndex index = new SlotIndex();
    long offset = 0;
    for (int i = 0; i < SlotIndex.SHARDS; i++) {
      long word = shards.get(Memory.WORD, (long) i * Long.BYTES);
      long bytes = (word >>> Integer.SIZE) * Long.BYTES;
      index.shard(i, new SlotIndex.Shard(words.asSlice(offset, bytes), (int) word));
      offset += bytes;
    }
    return index;
  }

  /// Writes words through a buffer.
  private static final class Words implements AutoCloseable {
    private static final byte[] ZEROS = new byte[Long.BYTES];

    private final FileChannel out;
    private final ByteBuffer buffer =
        ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    Words(FileChannel out) {
      this.out = out;
    }

    void put(long word) throws IOException {
      if (buffer.remaining() < Long.BYTES) {
        flush();
      }
      buffer.putLong(word);
    }

    /// Whole words: the last is filled with zeros.
    void put(byte[] bytes) throws IOException {
      int padding = -bytes.length & Long.BYTES - 1;
      if (buffer.remaining() < bytes.length + padding) {
        flush();
      }
      if (buffer.remaining() < bytes.length + padding) {
        throw new IOException(
            "an entry of " + bytes.length + " bytes (expected: at most " + BUFFER + ")");
      }
      buffer.put(bytes).put(ZEROS, 0, padding);
    }

    private void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      buffer.clear();
    }

    /// Writes what is left; the channel stays open.
    @Override
    public void close() throws IOException {
      flush();
    }
  }
}

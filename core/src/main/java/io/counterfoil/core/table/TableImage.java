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
/// The sections, of little-endian words where nothing else is said: the newest slot of each
/// account; links; records as bytes, and where each begins and the last one ends; labels as
/// [PackedTexts], and where their groups begin; the pairs' shards and lines; and for each of the
/// indexes its shards and words. Records alone are not mapped, see [EntryFile].
public final class TableImage {
  /// How many sections there are.
  public static final int SECTIONS = 8 + 2 * KeyTable.INDEXES;

  /// The section of the records.
  public static final int RECORDS = 2;

  /// The section that tells where each record begins.
  public static final int RECORD_STARTS = 3;

  private static final int PERCENT_FULL = 75;
  private static final int BUFFER = 1 << 20;

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
    writePacked(table.labels, size, to);
    write(table.pairs, to);
    for (SlotIndex index : table.indexes()) {
      write(index, to);
    }
  }

  private static void write(Entries entries, int size, Sections to) throws IOException {
    long[] starts = new long[size + 1];
    try (var out = new Words(to.next())) {
      for (int slot = 0; slot < size; slot++) {
        byte[] bytes = entry(entries, slot);
        out.put(bytes);
        starts[slot + 1] = starts[slot] + bytes.length;
      }
    }
    write(starts, to);
  }

  private static void writePacked(Entries entries, int size, Sections to) throws IOException {
    long[] starts = new long[(size + PackedTexts.GROUP - 1) / PackedTexts.GROUP];
    long at = 0;
    try (var out = new Words(to.next())) {
      for (int slot = 0; slot < size; slot++) {
        if (slot % PackedTexts.GROUP == 0) {
          starts[slot / PackedTexts.GROUP] = at;
        }
        byte[] packed = PackedTexts.packed(entry(entries, slot));
        out.put(packed);
        at += packed.length;
      }
    }
    write(starts, to);
  }

  private static byte[] entry(Entries entries, int slot) {
    return Objects.requireNonNull(entries.get(slot), "a slot without an entry");
  }

  private static void write(long[] words, Sections to) throws IOException {
    try (var out = new Words(to.next())) {
      for (long word : words) {
        out.put(word);
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
  /// @param records the sections of the records, which are not mapped
  /// @throws IllegalArgumentException if they do not fit together
  public static KeyTable read(List<MemorySegment> sections, EntryFile records) {
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
        new Entries(records),
        new Entries(new PackedTexts(sections.get(4), sections.get(5), records.size())),
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

  /// Writes words and bytes through a buffer.
  private static final class Words implements AutoCloseable {
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

    void put(byte[] bytes) throws IOException {
      if (buffer.remaining() < bytes.length) {
        flush();
      }
      if (buffer.remaining() < bytes.length) {
        throw new IOException(
            "an entry of " + bytes.length + " bytes (expected: at most " + BUFFER + ")");
      }
      buffer.put(bytes);
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

package io.counterfoil.core.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.feed.FeedCheck;
import io.counterfoil.core.feed.FeedSigner;
import io.counterfoil.core.table.EntryFile;
import io.counterfoil.core.table.TableImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A whole [Directory] as one file that a server maps at its start instead of reading the store: a
/// million keys are at hand in a fraction of a second. It holds digests and no secret, as the store
/// does, and may be deleted at any time.
///
/// The file is a header of 4,096 bytes and a body of sections, each aligned to cache lines. The
/// header, little-endian: the magic, the revision's number and hash, the body's hash (see
/// [BodyHash]), how many sections there are, start and length of each, and at its end a hash of all
/// that. The file is written beside its place and moved there when it is whole and on disk.
///
/// A file for verifiers leaves out what they do not need, and says just before that last hash when
/// it was written (milliseconds since 1970) and who says so: a signature of all that precedes.
final class SnapshotFile {
  private static final long MAGIC = 0x3330_5041_4e53_4643L; // "CFSNAP03"
  private static final int HEADER = 4096;
  private static final int HASH = 32;
  private static final int ALIGNMENT = 64;
  private static final int SECTIONS = TableImage.SECTIONS + 1;
  private static final int SIGNED = HEADER - HASH - FeedSigner.BYTES;
  private static final int WRITTEN_AT = SIGNED - Long.BYTES;
  private static final String USE = "snapshot";

  private SnapshotFile() {}

  /// What a file holds.
  ///
  /// @param writtenAt when, where that was signed; else 1970
  /// @param rest everything but the keys, as [DirectoryImage] writes it
  /// @param table the sections of the key table, mapped
  /// @param records those of them that are read from the file when they are asked for
  record Contents(
      Revision revision,
      Instant writtenAt,
      ByteBuffer rest,
      List<MemorySegment> table,
      EntryFile records) {}

  /// What a file for verifiers carries.
  record Seal(FeedSigner signer, Instant writtenAt) {}

  /// Writes the directory, which nobody may change meanwhile.
  ///
  /// @param seal for verifiers; null for a file that stays here and holds everything
  static void write(Path file, Directory directory, @Nullable Seal seal) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel out = FileChannel.open(fresh, CREATE, TRUNCATE_EXISTING, READ, WRITE)) {
      out.position(HEADER);
      Body body = new Body(out);
      writeAll(body.next(), ByteBuffer.wrap(DirectoryImage.encode(directory, seal != null)));
      TableImage.write(directory.keys(), body);
      body.end();
      ByteBuffer header = header(directory.revision(), body, BodyHash.of(out, HEADER), seal);
      out.position(0);
      writeAll(out, header);
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// The sections as they are being written.
  private static final class Body implements TableImage.Sections {
    private final FileChannel out;
    private final List<Long> bounds = new ArrayList<>();

    Body(FileChannel out) {
      this.out = out;
    }

    @Override
    public FileChannel next() throws IOException {
      end();
      out.position(out.position() + ALIGNMENT - 1 & -ALIGNMENT);
      bounds.add(out.position());
      return out;
    }

    void end() throws IOException {
      if (!bounds.isEmpty()) {
        bounds.add(out.position() - bounds.getLast());
      }
    }
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static ByteBuffer header(
      Revision revision, Body body, byte[] bodyHash, @Nullable Seal seal) {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(MAGIC).putLong(revision.number()).put(revision.hashBytes()).put(bodyHash);
    header.putLong(body.bounds.size() / 2);
    body.bounds.forEach(header::putLong);
    if (seal != null) {
      header.putLong(WRITTEN_AT, seal.writtenAt().toEpochMilli());
      byte[] signed = Arrays.copyOf(header.array(), SIGNED);
      header.put(SIGNED, seal.signer().sign(USE, signed));
    }
    byte[] hash = BodyHash.of(Arrays.copyOf(header.array(), HEADER - HASH));
    return header.position(HEADER - HASH).put(hash).flip();
  }

  /// Checks the file as a whole and maps it. It stays open for as long as what it holds is in use.
  ///
  /// @param check who must have signed it; null for nobody
  /// @throws IOException if it cannot be read, is not whole, was altered, or was not signed so
  static Contents read(Path path, @Nullable FeedCheck check) throws IOException {
    check(Files.exists(path), "is not there"); // else it would be made
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      return read(file, check);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @SuppressWarnings("resource") // the channel is the file's
  private static Contents read(RandomAccessFile file, @Nullable FeedCheck signer)
      throws IOException {
    FileChannel in = file.getChannel();
    ByteBuffer header = header(in);
    if (signer != null) {
      check(isSigned(header, signer), "was not signed by this deployment");
    }
    check(header.getLong() == MAGIC, "is no snapshot of this version");
    long number = header.getLong();
    String chain = HexFormat.of().formatHex(bytes(header));
    byte[] bodyHash = bytes(header);
    check(header.getLong() == SECTIONS, "has other sections than this version knows");
    check(MessageDigest.isEqual(bodyHash, BodyHash.of(in, HEADER)), "was altered or cut short");
    MemorySegment all = in.map(MapMode.PRIVATE, 0, in.size(), Arena.ofAuto());
    long[] starts = new long[SECTIONS];
    List<MemorySegment> sections = new ArrayList<>();
    for (int i = 0; i < SECTIONS; i++) {
      starts[i] = header.getLong();
      sections.add(all.asSlice(starts[i], header.getLong()));
    }
    List<MemorySegment> table = sections.subList(1, SECTIONS);
    return new Contents(
        new Revision(number, chain),
        Instant.ofEpochMilli(header.getLong(WRITTEN_AT)),
        sections.getFirst().asByteBuffer(),
        table,
        new EntryFile(
            file,
            starts[1 + TableImage.RECORD_STARTS],
            table.get(TableImage.RECORD_STARTS).byteSize(),
            starts[1 + TableImage.RECORDS]));
  }

  private static boolean isSigned(ByteBuffer header, FeedCheck signer) {
    byte[] signed = new byte[SIGNED];
    byte[] signature = new byte[FeedSigner.BYTES];
    header.get(0, signed).get(SIGNED, signature);
    return signer.holds(USE, signed, signature);
  }

  private static ByteBuffer header(FileChannel in) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    while (header.hasRemaining()) {
      check(in.read(header) >= 0, "is shorter than its header");
    }
    byte[] stated = Arrays.copyOfRange(header.array(), HEADER - HASH, HEADER);
    byte[] hash = BodyHash.of(Arrays.copyOf(header.array(), HEADER - HASH));
    check(MessageDigest.isEqual(stated, hash), "has a header that was altered");
    return header.flip();
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[HASH];
    from.get(bytes);
    return bytes;
  }

  private static void check(boolean holds, String trouble) throws IOException {
    if (!holds) {
      throw new IOException("the snapshot file " + trouble + " (expected: as it was written)");
    }
  }
}

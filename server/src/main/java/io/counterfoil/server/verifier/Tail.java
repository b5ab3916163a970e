package io.counterfoil.server.verifier;

import io.counterfoil.core.feed.FeedCheck;
import io.counterfoil.core.feed.Frame;
import io.counterfoil.core.feed.FrameCodec;
import io.counterfoil.core.store.Replica;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/// The frames since the snapshot, one behind the other, each behind its length: a file that only
/// grows.
final class Tail implements AutoCloseable {
  private final Path path;
  private FileChannel file;

  Tail(Path path) throws IOException {
    this.path = path;
    file = open(path);
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Applies what follows the replica, and drops what was cut short at the end.
  ///
  /// @throws IOException if it cannot be read, or what is whole in it was altered or does not
  ///   follow
  void replay(Replica replica, FeedCheck check) throws IOException {
    long whole =
        walk(bytes -> {
          Frame frame = FrameCodec.decode(bytes, check);
          if (frame.revision().number() > replica.revision().number()) {
            replica.apply(frame);
          }
          return true;
        });
    file.truncate(whole);
    file.position(whole);
  }

  /// @param each told of every whole frame, until it says no
  /// @return where the last whole frame ends
  private long walk(Predicate<byte[]> each) throws IOException {
    file.position(0);
    long end = file.size();
    long at = 0;
    var in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), 1 << 16));
    try {
      while (at < end) {
        int length = in.readInt();
        if (length < 0 || length > FrameCodec.LONGEST) {
          throw new IOException("the file `tail` was altered");
        }
        if (at + Integer.BYTES + length > end) {
          return at;
        }
        byte[] frame = new byte[length];
        in.readFully(frame);
        if (!each.test(frame)) {
          return at;
        }
        at += Integer.BYTES + length;
      }
    } catch (EOFException e) {
      return at; // the process was killed while it wrote
    }
    return at;
  }

  /// Adds a frame.
  void add(byte[] frame) throws IOException {
    write(file, frame);
  }

  private static void write(FileChannel into, byte[] frame) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + frame.length);
    bytes.putInt(frame.length).put(frame).flip();
    while (bytes.hasRemaining()) {
      into.write(bytes);
    }
  }

  /// Makes all that was added outlast the machine's end.
  void force() throws IOException {
    file.force(false);
  }

  long size() throws IOException {
    return file.size();
  }

  void clear() throws IOException {
    file.truncate(0);
    file.position(0);
    file.force(true);
  }

  /// Drops the frames up to that revision.
  void keepAfter(long number, FeedCheck check) throws IOException {
    Path beside = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(beside);
    FileChannel kept = open(beside);
    walk(bytes -> {
      try {
        if (FrameCodec.decode(bytes, check).revision().number() > number) {
          write(kept, bytes);
        }
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    kept.force(true);
    Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    file.close();
    file = kept;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

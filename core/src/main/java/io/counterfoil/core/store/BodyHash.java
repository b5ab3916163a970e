package io.counterfoil.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.LongStream;

/// The hash of a large file, made on all processors: SHA-256 over the SHA-256 of each 16 MiB.
///
/// The file is read, not mapped: pages that were read for the hash alone do not count as memory of
/// this process.
final class BodyHash {
  private static final int CHUNK = 16 << 20;
  private static final int BUFFER = 1 << 18;

  private BodyHash() {}

  static byte[] of(byte[] bytes) {
    return sha256().digest(bytes);
  }

  static byte[] of(FileChannel file, long from) throws IOException {
    long size = file.size();
    long chunks = (size - from + CHUNK - 1) / CHUNK;
    try {
      List<byte[]> hashes =
          LongStream.range(0, chunks)
              .parallel()
              .mapToObj(i -> chunk(file, from + i * CHUNK, Math.min(size, from + (i + 1) * CHUNK)))
              .toList();
      MessageDigest whole = sha256();
      hashes.forEach(whole::update);
      return whole.digest();
    } catch (UncheckedIOException e) {
      throw new IOException("the snapshot file cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] chunk(FileChannel file, long from, long to) {
    MessageDigest hash = sha256();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try {
      for (long at = from; at < to; at += buffer.limit()) {
        buffer.clear().limit((int) Math.min(BUFFER, to - at));
        int read = file.read(buffer, at);
        if (read <= 0) {
          throw new IOException("it ends at " + at + " (expected: " + to + ")");
        }
        hash.update(buffer.flip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hash.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }
}

package io.counterfoil.server.token;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Passwords that are known to have been stolen somewhere, in a file of SHA-1 hashes; nothing is
/// asked over the network. Each line begins with a hash in hex, or with at least its first 16
/// digits, as in the list that haveibeenpwned.com offers for download.
///
/// A file up to 64 MiB is read into memory, in any order. A longer one is searched where it lies,
/// and must be in the order of its hashes.
public interface BreachedPasswords {
  /// No list: no password is known.
  BreachedPasswords NONE = password -> false;

  /// Whether the password is in the list.
  boolean contains(String password);

  /// The list in the file.
  ///
  /// @throws IOException if it cannot be read
  /// @throws IllegalArgumentException if it is not such a list
  static BreachedPasswords of(Path file) throws IOException {
    return of(file, 64L * 1024 * 1024);
  }

  /// The same, kept in memory up to so many bytes.
  static BreachedPasswords of(Path file, long mostInMemory) throws IOException {
    return Files.size(file) <= mostInMemory ? inMemory(file) : InFile.open(file);
  }

  private static BreachedPasswords inMemory(Path file) throws IOException {
    long[] known;
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      known = lines.filter(line -> !line.isBlank()).mapToLong(Hashes::read).sorted().toArray();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return password -> Arrays.binarySearch(known, Hashes.of(password)) >= 0;
  }

  /// The first 64 bits of hashes.
  final class Hashes {
    private static final int DIGITS = 16;

    private Hashes() {}

    static long of(String password) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
        return HexFormat.fromHexDigitsToLong(HexFormat.of().formatHex(hash), 0, DIGITS);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java has no SHA-1 (expected: Java 25)", e);
      }
    }

    static long read(String line) {
      try {
        return HexFormat.fromHexDigitsToLong(line.strip().toLowerCase(Locale.ROOT), 0, DIGITS);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "a line does not begin with a hash (expected: at least 16 hex digits of a SHA-1)", e);
      }
    }
  }

  /// A long list, searched by halving.
  final class InFile implements BreachedPasswords {
    private static final int PROBES = 1_000;

    private final Path file;

    private InFile(Path file) {
      this.file = file;
    }

    static InFile open(Path path) throws IOException {
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
        long last = 0;
        for (int i = 0; i < PROBES; i++) {
          String line = lineFrom(file, file.length() / PROBES * i);
          long hash = line == null ? -1 : Hashes.read(line);
          if (Long.compareUnsigned(hash, last) < 0) {
            throw new IllegalArgumentException(
                "the hashes are in no order (expected: ascending, in a file of more than 64 MiB)");
          }
          last = hash;
        }
      }
      return new InFile(path);
    }

    @Override
    public boolean contains(String password) {
      long wanted = Hashes.of(password);
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
        long low = 0;
        long high = open.length();
        while (low < high) {
          long middle = (low + high) >>> 1;
          String line = lineFrom(open, middle);
          if (line == null || Long.compareUnsigned(Hashes.read(line), wanted) >= 0) {
            high = middle;
          } else {
            low = middle + 1;
          }
        }
        String line = lineFrom(open, low);
        return line != null && Hashes.read(line) == wanted;
      } catch (IOException e) {
        throw new UncheckedIOException("the list of breached passwords cannot be read", e);
      }
    }

    /// The first line that begins at the position or after it; null at the end.
    private static @Nullable String lineFrom(RandomAccessFile file, long position)
        throws IOException {
      file.seek(Math.max(0, position - 1));
      if (position > 0) {
        file.readLine();
      }
      return file.readLine();
    }
  }
}

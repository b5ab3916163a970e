package io.counterfoil.edge;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// A Unix domain socket that the edge listens at, for proxies on the same machine.
///
/// Its owner and group alone may connect (mode 0660).
///
/// @param path where it is, absolute
/// @param isOnly whether it takes the place of TCP, rather than standing beside it
public record EdgeSocket(Path path, boolean isOnly) {
  private static final String PREFIX = "unix:";

  /// What fits into the kernel's address, with its end.
  private static final int LONGEST_PATH = 107;

  /// @throws IllegalArgumentException if no socket can be there; the message says why
  public EdgeSocket {
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (!path.isAbsolute() || length > LONGEST_PATH) {
      throw new IllegalArgumentException(
          "edge-socket: `%s` (expected: an absolute path of at most %d bytes)"
              .formatted(path, LONGEST_PATH));
    }
  }

  /// The socket at `unix:/path` or `/path`.
  ///
  /// @throws IllegalArgumentException if no socket can be there; the message says why
  public static EdgeSocket of(String address, boolean isOnly) {
    String path = address.startsWith(PREFIX) ? address.substring(PREFIX.length()) : address;
    return new EdgeSocket(Path.of(path), isOnly);
  }

  /// Makes room: removes what a process that is gone has left.
  ///
  /// @throws EdgeException if somebody listens there, or something else is there
  void prepare() {
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isOther()) {
        throw new EdgeException(
            "edge-socket: `" + path + "` is there and no socket (expected: a free path)");
      }
      if (isAnswered()) {
        throw new EdgeException(
            "edge-socket: another process listens at `" + path + "` (expected: a free path)");
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new EdgeException("edge-socket: `" + path + "` cannot be replaced: " + e, e);
    }
  }

  private boolean isAnswered() {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException nobody) {
      return false;
    }
  }

  /// Shuts strangers out.
  void protect() {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
    } catch (IOException e) {
      throw new EdgeException("edge-socket: mode of `" + path + "` cannot be set: " + e, e);
    }
  }

  /// Removes it, if it is still there.
  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new EdgeException("edge-socket: `" + path + "` cannot be removed: " + e, e);
    }
  }

  /// `unix:/path`.
  @Override
  public String toString() {
    return PREFIX + path;
  }
}

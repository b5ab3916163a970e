package io.counterfoil.server.verifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.counterfoil.core.feed.FeedCheck;
import io.counterfoil.core.feed.Frame;
import io.counterfoil.core.feed.FrameCodec;
import io.counterfoil.core.node.NodeCredential;
import io.counterfoil.core.store.Replica;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A verifier's copy of the record on disk: the kit, a signed snapshot, every frame since, and the
/// last heartbeat. Each file is replaced whole, by rename, once it is on disk. One process a
/// folder.
final class ReplicaFolder implements AutoCloseable {
  private static final String KIT = "kit.json";
  private static final String SNAPSHOT = "snapshot";
  private static final String HEARD = "heard";

  private final Path folder;
  private final FileChannel lock;
  private final Tail tail;

  private ReplicaFolder(Path folder, FileChannel lock, Tail tail) {
    this.folder = folder;
    this.lock = lock;
    this.tail = tail;
  }

  /// Opens the folder, and makes it (0700) where there is none.
  ///
  /// @throws VerifierException if it cannot be used
  static ReplicaFolder open(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel lock =
          FileChannel.open(
              folder.resolve("LOCK"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        lock.close();
        throw new VerifierException(
            "folder `"
                + folder
                + "` is in use by another verifier (expected: one process a folder); give this one"
                + " another --data");
      }
      return new ReplicaFolder(folder, lock, new Tail(folder.resolve("tail")));
    } catch (IOException e) {
      throw new VerifierException(
          "folder `" + folder + "` cannot be used: " + e + "; name one that you may write", e);
    }
  }

  Path path() {
    return folder;
  }

  /// Where a file that is being fetched is written.
  Path fresh() {
    return folder.resolve("snapshot.fetched");
  }

  /// The kit of the last run; null where there is none.
  ///
  /// @throws VerifierException if it is of another credential
  @Nullable VerifierKit kit(NodeCredential credential) {
    Path file = folder.resolve(KIT);
    try {
      return Files.exists(file)
          ? VerifierKit.read(new ObjectMapper().readTree(Files.readAllBytes(file)), credential)
          : null;
    } catch (IOException e) {
      throw new VerifierException("file `" + file + "` cannot be read: " + e.getMessage(), e);
    }
  }

  void keepKit(byte[] json) throws IOException {
    replace(KIT, ByteBuffer.wrap(json));
  }

  /// How the copy of the last run was found.
  ///
  /// @param replica null where it is of no use
  /// @param trouble what is wrong with it; empty where nothing is
  record Found(@Nullable Replica replica, String trouble) {}

  /// Reads the copy of the last run, and sets the clock by it.
  Found load(VerifierKit kit, ServerClock clock) {
    Path snapshot = folder.resolve(SNAPSHOT);
    if (!Files.exists(snapshot)) {
      return new Found(null, "there is no copy here yet");
    }
    try {
      Replica replica = Replica.read(snapshot, kit.baseDomain(), kit.check());
      tail.replay(replica, kit.check());
      Heard heard = heard(kit.check());
      if (heard != null) {
        if (isOlder(replica, heard.frame())) {
          return new Found(
              null,
              "the copy here stands at revision "
                  + replica.revision().token()
                  + ", and this verifier was at "
                  + heard.frame().revision().token()
                  + " already (expected: its own newest copy); it waits for the control node");
        }
        if (replica.isNext(heard.frame())) {
          replica.apply(heard.frame());
        }
        clock.remember(heard.frame().now(), heard.here());
      }
      return new Found(replica, "");
    } catch (IOException | IllegalArgumentException e) {
      return new Found(null, "the copy here is of no use: " + e.getMessage());
    }
  }

  /// Whether the copy is not what the verifier had when it heard that.
  private static boolean isOlder(Replica replica, Frame.Alive heard) {
    long number = replica.revision().number();
    return number < heard.revision().number()
        || number == heard.revision().number() && !replica.revision().equals(heard.revision());
  }

  private record Heard(Frame.Alive frame, Instant here) {}

  private @Nullable Heard heard(FeedCheck check) throws IOException {
    Path file = folder.resolve(HEARD);
    if (!Files.exists(file)) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    if (bytes.remaining() < Long.BYTES) {
      throw new IOException("the file `heard` is cut short");
    }
    Instant here = Instant.ofEpochMilli(bytes.getLong());
    byte[] frame = new byte[bytes.remaining()];
    bytes.get(frame);
    if (FrameCodec.decode(frame, check) instanceof Frame.Alive alive) {
      return new Heard(alive, here);
    }
    throw new IOException("the file `heard` holds no heartbeat");
  }

  /// Keeps a heartbeat.
  ///
  /// @param here what this machine's clock said when it came
  void keepHeard(byte[] frame, Instant here) throws IOException {
    replace(
        HEARD,
        ByteBuffer.allocate(Long.BYTES + frame.length)
            .putLong(here.toEpochMilli())
            .put(frame)
            .flip());
  }

  /// Keeps frames; they are safe once [Tail#force()] has returned.
  Tail tail() {
    return tail;
  }

  /// Begins anew with the snapshot that was fetched.
  ///
  /// What was heard goes first: should this be cut off in between, an old snapshot is left, which
  /// says itself how old it is.
  Replica adopt(VerifierKit kit) throws IOException {
    Replica.read(fresh(), kit.baseDomain(), kit.check()); // before anything is thrown away
    Files.deleteIfExists(folder.resolve(HEARD));
    tail.clear();
    install();
    return Replica.read(folder.resolve(SNAPSHOT), kit.baseDomain(), kit.check());
  }

  /// Puts the snapshot that was fetched in the place of the old one and of the frames that it holds
  /// already; what is decided on stays as it is.
  void compact(VerifierKit kit) throws IOException {
    long number = Replica.read(fresh(), kit.baseDomain(), kit.check()).revision().number();
    install();
    tail.keepAfter(number, kit.check());
  }

  private void install() throws IOException {
    try (FileChannel file = FileChannel.open(fresh(), StandardOpenOption.WRITE)) {
      file.force(true);
    }
    move(fresh(), folder.resolve(SNAPSHOT));
  }

  private void replace(String name, ByteBuffer content) throws IOException {
    Path beside = folder.resolve(name + ".new");
    Files.deleteIfExists(beside);
    try (FileChannel file =
        FileChannel.open(
            beside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      while (content.hasRemaining()) {
        file.write(content);
      }
      file.force(true);
    }
    move(beside, folder.resolve(name));
  }

  private void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  @Override
  public void close() {
    try {
      tail.close();
      lock.close();
    } catch (IOException e) {
      throw new VerifierException("folder `" + folder + "` did not close: " + e.getMessage(), e);
    }
  }
}

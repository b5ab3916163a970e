package io.counterfoil.server.wiring;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.server.audit.AuditKey;
import io.counterfoil.server.control.Deployment;
import io.counterfoil.server.control.Deployment.Purpose;
import io.counterfoil.server.control.OperatorToken;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The directory that holds what must not stand in the database: the pepper, the keys that sign
/// user tokens and the audit log, the operator's token. Each is a file that only its owner can read
/// (0600), made at the first start. Beside them: the embedded store and the snapshot of the live
/// view.
public final class DataDirectory {
  private static final String PEPPER = "pepper";
  private static final String SIGNING_KEY = "signing-key.jwk";
  private static final String AUDIT_KEY = "audit-key";
  private static final String OPERATOR = "operator-token";
  private static final String RECORD = "record.db";
  private static final String SNAPSHOT = "snapshot";
  private static final String DEMO = "demo";

  private final Path path;
  private final SecureRandom random;

  /// Opens the directory, and makes it (0700) where there is none.
  ///
  /// @throws StartException if it cannot be made or written
  public DataDirectory(Path path, SecureRandom random) {
    this.path = path.toAbsolutePath().normalize();
    this.random = random;
    try {
      if (!Files.isDirectory(this.path)) {
        Files.createDirectories(
            this.path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new StartException(
          "data directory `"
              + this.path
              + "` cannot be made; name one that you may write with --data",
          e);
    }
  }

  /// Where it is.
  public Path path() {
    return path;
  }

  /// Where the embedded store is, as an address of the store.
  public String storeAddress() {
    return storeAddress(path);
  }

  /// Where the embedded store of such a directory is.
  public static String storeAddress(Path directory) {
    return "sqlite:" + directory.resolve(RECORD);
  }

  /// Whether such a directory holds a record already.
  public static boolean holdsRecord(Path directory) {
    return Files.exists(directory.resolve(RECORD));
  }

  /// Notes that what is kept here is invented.
  ///
  /// @param forNow whether it is gone when the server stops
  public void markAsDemo(boolean forNow) {
    write(DEMO, (forNow ? Purpose.DEMO_FOR_NOW : Purpose.DEMO).name());
  }

  /// What the deployment that keeps its data here is for.
  Deployment deployment() {
    Path file = path.resolve(DEMO);
    try {
      return new Deployment(
          Files.exists(file) ? Purpose.valueOf(Files.readString(file).strip()) : Purpose.SERVING);
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(
          "file `" + file + "` cannot be read (expected: DEMO or DEMO_FOR_NOW); remove it", e);
    }
  }

  /// Removes the directory and all that is in it, as far as that is possible.
  public void forget() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new StartException(
          "data directory `" + path + "` cannot be removed; remove it by hand", e);
    }
  }

  /// Who signs for the directory's record; null where there is no key yet. Nothing is made.
  public static @Nullable String auditPublicKey(Path directory) {
    Path file = directory.resolve(AUDIT_KEY);
    try {
      return Files.exists(file) ? AuditKey.parse(Files.readString(file).strip()).publicKey() : null;
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(
          "file `" + file + "` cannot be read as a key; check who owns it, or restore it", e);
    }
  }

  /// The pepper of a directory; null where it has none. Nothing is made.
  public static @Nullable Pepper pepperOf(Path directory) {
    return Files.exists(directory.resolve(PEPPER))
        ? new DataDirectory(directory, new SecureRandom()).pepper()
        : null;
  }

  /// Where the live view is kept between two runs.
  Path snapshot() {
    return path.resolve(SNAPSHOT);
  }

  /// The secret that digests are keyed with.
  public Pepper pepper() {
    String fresh = "1:" + HexFormat.of().formatHex(Pepper.generate(1, random).reveal());
    String[] parts = secret(PEPPER, fresh).split(":", 2);
    try {
      return new Pepper(Integer.parseInt(parts[0]), HexFormat.of().parseHex(parts[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw damaged(PEPPER, "a version, a colon and 64 hex digits", e);
    }
  }

  /// The key that signs user tokens (ES256).
  public ECKey signingKey() {
    try {
      ECKey fresh = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
      return ECKey.parse(secret(SIGNING_KEY, fresh.toJSONString()));
    } catch (JOSEException | ParseException e) {
      throw damaged(SIGNING_KEY, "a JSON Web Key on P-256", e);
    }
  }

  /// The key that signs heads and exports of the audit log.
  public AuditKey auditKey() {
    try {
      return AuditKey.parse(secret(AUDIT_KEY, AuditKey.generate().reveal()));
    } catch (IllegalArgumentException e) {
      throw damaged(AUDIT_KEY, "two keys of Ed25519 in base64", e);
    }
  }

  /// The secret of whoever runs the deployment.
  public OperatorToken operatorToken() {
    try {
      return new OperatorToken(secret(OPERATOR, OperatorToken.generate(random).reveal()));
    } catch (IllegalArgumentException e) {
      throw damaged(OPERATOR, "cfo_ and 64 hex digits", e);
    }
  }

  private StartException damaged(String name, String expected, Exception cause) {
    return new StartException(
        "file `"
            + path.resolve(name)
            + "` is damaged (expected: "
            + expected
            + "); restore it from a backup",
        cause);
  }

  private String secret(String name, String fresh) {
    Path file = path.resolve(name);
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      write(name, fresh);
      return fresh;
    } catch (IOException e) {
      throw new StartException("file `" + file + "` cannot be read; check who owns it", e);
    }
  }

  /// Writes a file that only its owner can read, whole or not at all.
  public void write(String name, String content) {
    Path file = path.resolve(name);
    Path beside = path.resolve(name + ".new");
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.deleteIfExists(beside);
      try (var out =
          FileChannel.open(
              beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
        out.write(StandardCharsets.UTF_8.encode(content + "\n"));
        out.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartException(
          "file `" + file + "` cannot be written; check its owner and the space on its disk", e);
    }
  }
}

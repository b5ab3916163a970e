package io.counterfoil.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Certificates made by the JDK's own keytool, as PEM files.
final class Certificates {
  private static final String PASSWORD = "password";

  private final Path folder;

  Certificates(Path folder) {
    this.folder = folder;
  }

  /// A certificate and its key.
  record Pair(Path certificate, Path key, Path store) {}

  /// Makes a pair that signs itself.
  Pair make(String name, String algorithm) throws IOException {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        algorithm,
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=IP:127.0.0.1,DNS:localhost",
        "-keystore",
        store.toString());
    Path certificate = folder.resolve(name + ".crt");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-file",
        certificate.toString(),
        "-keystore",
        store.toString());
    Path key = folder.resolve(name + ".key");
    Files.writeString(key, pem(name, store));
    return new Pair(certificate, key, store);
  }

  private static String pem(String name, Path store) throws IOException {
    try {
      var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      byte[] encoded = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
      byte[] end = {10};
      String text = Base64.getMimeEncoder(64, end).encodeToString(encoded);
      return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}

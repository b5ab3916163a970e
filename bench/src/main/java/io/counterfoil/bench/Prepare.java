package io.counterfoil.bench;

import io.counterfoil.bench.Workload.Kind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/// Writes what the measured servers and the load generator read: a snapshot file of so many keys
/// and a file of mixed requests to them; and, where rivals are measured too, requests of one kind
/// each and the map of pairs that HAProxy looks up.
public final class Prepare {
  private static final int SAMPLE = 200_000;

  private Prepare() {}

  /// Writes the files into a folder.
  ///
  /// @param arguments how many keys, how many requests, the folder; `rivals` where there are any
  public static void main(String[] arguments) throws IOException {
    int keys = Integer.parseInt(arguments[0]);
    int requests = Integer.parseInt(arguments[1]);
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    Path snapshot = folder.resolve(keys + ".snapshot");
    var sample = new Workload.Sample(keys, SAMPLE);
    if (arguments.length == 3) {
      Deployment deployment = Deployment.throughFile(snapshot, keys, sample);
      if (keys > 0) {
        write(
            mixedFile(folder, keys),
            new Workload(deployment, sample).mixed(requests),
            Prepare::request);
      }
      return;
    }
    Deployment deployment;
    try (Writer map = Files.newBufferedWriter(folder.resolve("pairs.map"))) {
      deployment = Deployment.throughFile(snapshot, keys, sample.andThen(mapping(map)));
    }
    var workload = new Workload(deployment, sample);
    List<Workload.Call> mixed = workload.mixed(requests);
    write(mixedFile(folder, keys), mixed, Prepare::request);
    write(folder.resolve("grpc.requests"), mixed, GrpcRequests::frames);
    for (Kind kind : Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT) + ".requests";
      write(
          folder.resolve(name),
          workload.only(kind, requests / Kind.values().length),
          Prepare::request);
    }
  }

  private static Path mixedFile(Path folder, int keys) {
    return folder.resolve(keys + ".requests");
  }

  /// A line a pair: the digest as HAProxy's `sha2(256),hex` makes it, then account and role.
  private static Consumer<Population.Pair> mapping(Writer map) {
    MessageDigest sha256 = sha256();
    HexFormat hex = HexFormat.of().withUpperCase();
    return pair -> {
      String text = pair.appKey().value() + ":" + pair.token().reveal();
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.US_ASCII));
      try {
        map.append(hex.formatHex(digest))
            .append(' ')
            .append(pair.account().value())
            .append(',')
            .append(pair.role().id().toString())
            .append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  private static void write(
      Path file, List<Workload.Call> calls, Function<Workload.Call, byte[]> request)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (Workload.Call call : calls) {
        byte[] bytes = request.apply(call);
        out.write(length.putInt(0, bytes.length).array());
        out.write(bytes);
      }
    }
  }

  /// What a proxy asks the edge.
  private static byte[] request(Workload.Call call) {
    return """
    GET /v1/authz/forward HTTP/1.1\r
    Host: 127.0.0.1\r
    X-Forwarded-Method: %s\r
    X-Forwarded-Host: api.example.org\r
    X-Forwarded-Uri: %s\r
    X-VTEX-API-AppKey: %s\r
    X-VTEX-API-AppToken: %s\r
    \r
    """
        .formatted(call.method(), call.target(), call.appKey(), call.token().reveal())
        .getBytes(StandardCharsets.US_ASCII);
  }
}

package io.counterfoil.server.scan;

import io.counterfoil.core.key.AppToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Searches every object of a git repository, reachable or not: files of all commits and branches,
/// messages, tags, and what an amended commit left behind. The installed git reads them.
public final class GitScan {
  private static final int CHUNK = 1 << 16;
  private static final int ADDED_FIELDS = 5;

  private final Path repository;
  private final Consumer<Find> found;
  private final byte[] buffer = new byte[CHUNK];

  /// A scan of the repository that the folder belongs to.
  public GitScan(Path repository, Consumer<Find> found) {
    this.repository = repository;
    this.found = found;
  }

  private record Hit(long line, String token) {}

  /// Searches.
  ///
  /// @throws IOException with git's own words, where it cannot read the repository
  public void scan() throws IOException {
    Map<String, List<Hit>> hits = new LinkedHashMap<>();
    run(
        in -> {
          String header = line(in);
          while (header != null) {
            object(in, header.split(" "), hits);
            header = line(in);
          }
        },
        "cat-file",
        "--batch-all-objects",
        "--unordered",
        "--batch");
    for (var hit : hits.entrySet()) {
      tell(hit.getKey(), hit.getValue());
    }
  }

  private void object(InputStream in, String[] header, Map<String, List<Hit>> hits)
      throws IOException {
    if (header.length != 3) {
      throw new IOException("git cat-file said `" + header[0] + "` (expected: an object)");
    }
    List<Hit> own = new ArrayList<>();
    TokenFinder finder = new TokenFinder((line, token) -> own.add(new Hit(line, token)));
    long left = Long.parseLong(header[2]);
    while (left > 0) {
      int length = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (length < 0) {
        throw new EOFException("git cat-file ended in the middle of an object");
      }
      finder.feed(buffer, length);
      left -= length;
    }
    in.skipNBytes(1);
    if (!own.isEmpty()) {
      hits.put(header[0], own);
    }
  }

  private void tell(String object, List<Hit> hits) throws IOException {
    Origin origin = origin(object);
    for (Hit hit : hits) {
      found.accept(new Find(origin.commit(), origin.place(), hit.line(), AppToken.of(hit.token())));
    }
  }

  private record Origin(@Nullable String commit, String place) {}

  /// The first commit that brought the object in, and as which file.
  private Origin origin(String object) throws IOException {
    List<String> lines = new ArrayList<>();
    run(
        in -> {
          for (String text = line(in); text != null; text = line(in)) {
            lines.add(text);
          }
        },
        "-c",
        "core.quotePath=false",
        "log",
        "--all",
        "--reflog",
        "-m",
        "--reverse",
        "--no-abbrev",
        "--no-renames",
        "--raw",
        "--format=%h",
        "--find-object=" + object);
    String commit = null;
    for (String text : lines) {
      String[] fields = text.split("[ \t]", ADDED_FIELDS + 1);
      if (!text.startsWith(":")) {
        commit = text.isEmpty() ? commit : text;
      } else if (fields.length > ADDED_FIELDS && fields[3].equals(object)) {
        return new Origin(commit, fields[ADDED_FIELDS]);
      }
    }
    return new Origin(null, "object " + object);
  }

  private interface Reading {
    void read(InputStream in) throws IOException;
  }

  private void run(Reading reading, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("LC_ALL", "C");
    builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
    Path errors = Files.createTempFile("counterfoil-scan", ".err");
    try {
      Process git = builder.redirectError(errors.toFile()).start();
      try (InputStream in = new BufferedInputStream(git.getInputStream(), CHUNK)) {
        reading.read(in);
      }
      if (git.waitFor() != 0) {
        throw new IOException(
            "git cannot read `"
                + repository
                + "`: "
                + Files.readString(errors).strip().lines().findFirst().orElse("?"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(errors);
    }
  }

  private static File nothing() {
    return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      text.write(next);
      next = in.read();
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}

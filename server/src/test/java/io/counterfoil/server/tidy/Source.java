package io.counterfoil.server.tidy;

import java.util.List;

/// A text file of the repository. `path` is relative to the root, with slashes.
record Source(String path, List<String> lines) {
  Source {
    lines = List.copyOf(lines);
  }

  static Source of(String path, String text) {
    return new Source(path, text.lines().toList());
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  String folder() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  boolean endsWith(String... endings) {
    return List.of(endings).stream().anyMatch(path::endsWith);
  }

  boolean isScript() {
    return endsWith(".sh", ".bash") || (!lines.isEmpty() && lines.getFirst().startsWith("#!"));
  }

  boolean isJava() {
    return endsWith(".java");
  }

  boolean isTest() {
    return path.contains("/src/test/");
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  Finding finding(long line, String what) {
    return new Finding(path, line, what);
  }
}

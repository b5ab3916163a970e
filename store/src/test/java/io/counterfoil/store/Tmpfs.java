package io.counterfoil.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/// A small file system in memory, for as long as it is open.
record Tmpfs(Path folder) implements AutoCloseable {
  /// Mounts it over the folder; the test is not run where that is not allowed.
  static Tmpfs mount(Path folder, String options) throws IOException, InterruptedException {
    int exit = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    assumeTrue(exit == 0, "not run: needs the right to mount a tmpfs; run it as root");
    return new Tmpfs(folder);
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", folder.toString());
    } catch (InterruptedException e) {
      throw new IOException("interrupted while `" + folder + "` was unmounted", e);
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}

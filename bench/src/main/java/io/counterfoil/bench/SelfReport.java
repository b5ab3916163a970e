package io.counterfoil.bench;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// What a program under test says of its own virtual machine: a line of JSON for each line that it
/// is sent, until there is no more.
final class SelfReport {
  private SelfReport() {}

  /// Answers; after a full collection where the line is `collect`.
  static void answer(InputStream from, PrintStream to) throws IOException {
    var input = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      if (line.equals("collect")) {
        System.gc();
      }
      to.println(figures());
    }
  }

  private static String figures() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return """
    {"allocated":%d,"heapUsed":%d}\
    """
        .formatted(Objects.requireNonNull(threads).getTotalThreadAllocatedBytes(), heap.getUsed());
  }
}

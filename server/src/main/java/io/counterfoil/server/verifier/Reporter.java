package io.counterfoil.server.verifier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tells a control node how far this verifier is: as soon as it has applied something, and each
/// second. What changed while one report was under way goes with the next.
final class Reporter implements AutoCloseable {
  private static final long EVERY_MILLIS = 1_000;

  private final List<Channel> channels;

  /// What is reported.
  ///
  /// @param revision its number
  record Report(long revision, String token, String edge, String version, long refused) {
    ObjectNode json(ObjectMapper mapper) {
      return mapper
          .createObjectNode()
          .put("revision", revision)
          .put("token", token)
          .put("edge", edge)
          .put("version", version)
          .put("refused", refused);
    }
  }

  Reporter(List<ControlNode> controls, Supplier<Report> report) {
    channels = controls.stream().map(control -> new Channel(control, report)).toList();
  }

  /// There is something new.
  void wake() {
    channels.forEach(channel -> channel.news.release());
  }

  /// One control node that is told: one that is slow does not hold up the others.
  private static final class Channel {
    private final ControlNode control;
    private final Supplier<Report> report;
    private final Semaphore news = new Semaphore(0);
    private final ObjectMapper mapper = new ObjectMapper();
    private final Thread thread;

    Channel(ControlNode control, Supplier<Report> report) {
      this.control = control;
      this.report = report;
      thread = Thread.ofVirtual().name("counterfoil-report").start(this::run);
    }

    private void run() {
      try {
        while (!Thread.currentThread().isInterrupted()) {
          if (news.tryAcquire(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
          }
          tell();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void tell() throws InterruptedException {
      try {
        control.post("/v1/feed/report", report.get().json(mapper));
      } catch (IOException e) {
        // the reader says what is wrong with the connection; the next report says all that this
        // one would have
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS / 2);
      }
    }
  }

  @Override
  public void close() {
    channels.forEach(channel -> channel.thread.interrupt());
  }
}

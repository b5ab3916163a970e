package io.counterfoil.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks at the files of TLS from time to time, and puts what has changed to use. What cannot be
/// used is said once and leaves everything as it was.
final class TlsReload {
  private static final System.Logger LOG = System.getLogger(TlsReload.class.getName());

  private final EdgeTls files;
  private final Vertx vertx;
  private final Function<TlsMaterial, Future<?>> apply;
  private final CountDownLatch ended = new CountDownLatch(1);
  private TlsMaterial inUse;
  private @Nullable String complaint;
  private volatile Instant validUntil;

  /// Reads the files for the first time.
  ///
  /// @param apply what to do with files that have changed
  /// @throws EdgeException if they cannot be used; the message says why
  TlsReload(EdgeTls files, Vertx vertx, Function<TlsMaterial, Future<?>> apply) {
    this.files = files;
    this.vertx = vertx;
    this.apply = apply;
    inUse = TlsMaterial.read(files);
    validUntil = inUse.check(vertx);
  }

  /// What is in use as it begins.
  ServerSSLOptions options(long patienceMillis) {
    return inUse.options(patienceMillis);
  }

  /// Until when the certificate in use is valid.
  Instant validUntil() {
    return validUntil;
  }

  /// Begins to look.
  void begin() {
    Thread.ofVirtual().name("edge-tls").start(this::lookUntilEnded);
  }

  /// Looks no more.
  void end() {
    ended.countDown();
  }

  private void lookUntilEnded() {
    try {
      while (!ended.await(files.lookEvery().toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      TlsMaterial found = TlsMaterial.read(files);
      if (found.sameAs(inUse)) {
        return;
      }
      Instant until = found.check(vertx);
      apply.apply(found).toCompletionStage().toCompletableFuture().join();
      inUse = found;
      validUntil = until;
      complaint = null;
    } catch (RuntimeException e) {
      String said = e.getMessage();
      if (said != null && !said.equals(complaint)) {
        complaint = said;
        LOG.log(System.Logger.Level.WARNING, said + "; the certificate in use stays");
      }
    }
  }
}

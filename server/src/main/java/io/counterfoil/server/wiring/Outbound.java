package io.counterfoil.server.wiring;

import io.counterfoil.server.control.Parts;
import io.counterfoil.server.mail.Postman;
import io.counterfoil.server.mail.SmtpServer;
import io.counterfoil.server.outbox.Courier;
import io.counterfoil.server.webhook.PublicAddresses;
import io.counterfoil.server.webhook.WebhookSender;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/// What tells the outside, on an event loop of its own: whoever is slow out there slows down nobody
/// in here.
record Outbound(Vertx vertx, Courier courier) implements AutoCloseable {
  static Outbound open(OutboundConfig config, Parts parts) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    SmtpServer smtp = config.smtp();
    Postman postman =
        smtp == null
            ? null
            : new Postman(vertx, smtp, config.from(), parts.seal(), parts.publicUrl());
    WebhookSender webhooks =
        new WebhookSender(
            vertx,
            new PublicAddresses(config.webhookAllow()),
            parts.seal(),
            WebhookSender.PATIENCE);
    return new Outbound(vertx, new Courier(parts, postman, webhooks));
  }

  @Override
  public void close() {
    courier.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}

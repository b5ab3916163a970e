package io.counterfoil.server.demo;

import com.sun.net.httpserver.HttpServer;
import io.counterfoil.core.change.OutboxCommand;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.server.webhook.WebhookSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/// Two receivers of webhooks on this machine: one takes what it is sent, one is out of order.
final class DemoReceiver {
  private static final int NO_BODY = -1;
  private static final Set<EventType> SPONSOR =
      Set.of(EventType.SPONSOR_TRANSFER_STARTED, EventType.KEY_QUARANTINED);

  private final DemoHands hands;
  private final SecureRandom random;
  private final String url;

  /// They answer until the process ends.
  DemoReceiver(DemoHands hands, SecureRandom random) {
    this.hands = hands;
    this.random = random;
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      answer(server, "/crm", 204);
      answer(server, "/chat", 503);
      server.start();
      url = "http://127.0.0.1:" + server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's receiver of webhooks cannot listen", e);
    }
  }

  private static void answer(HttpServer server, String path, int status) {
    server.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, NO_BODY);
          exchange.close();
        });
  }

  void write(DemoScript script) {
    script.ago(Duration.ofHours(23), () -> add("/crm", "CRM, takes everything", Set.of()));
    script.ago(Duration.ofHours(22), () -> add("/chat", "Chat room, out of order", SPONSOR));
  }

  private void add(String path, String description, Set<EventType> types) {
    EndpointId id = new EndpointId(UUID.randomUUID());
    String secret = WebhookSecret.generate(random).reveal();
    hands.act(
        new OutboxCommand.AddEndpoint(
            DemoAccount.NAME,
            id,
            url + path,
            description,
            types,
            hands.parts().seal().seal(id.toString(), secret)));
  }
}

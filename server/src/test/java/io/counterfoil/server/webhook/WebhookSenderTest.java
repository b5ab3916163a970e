package io.counterfoil.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.MessageId;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.outbox.Queued;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One attempt to send an event.
@SuppressWarnings("NullAway.Init") // set before each test
class WebhookSenderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final OutboxSeal seal = new OutboxSeal(Pepper.generate(1, new SecureRandom()));
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private WebhookSender.Answer send(String url, OutboxSeal sealing) {
    var sender =
        new WebhookSender(
            vertx,
            new PublicAddresses(List.of(AddressRange.parse("127.0.0.1"))),
            seal,
            Duration.ofSeconds(1));
    EndpointId id = new EndpointId(UUID.randomUUID());
    AccountName account = new AccountName("acme");
    var secret = sealing.seal(id.toString(), WebhookSecret.generate(new SecureRandom()).reveal());
    var endpoint = new Endpoint(id, account, url, "", Set.of(), secret, null, null, NOW, "test");
    Event event = new Event(EventType.WEBHOOK_TEST, null, "test", Map.of());
    var queued = new Queued(MessageId.fresh(), account, NOW, event, Set.of(id));
    return sender.send(endpoint, queued, event, NOW);
  }

  @Test
  void whoeverDoesNotAnswerInTimeIsGivenUpOn() throws IOException {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var answer = send("http://127.0.0.1:" + silent.getLocalPort() + "/", seal);

      assertThat(answer).isEqualTo(new WebhookSender.Answer(0, "no answer within 1 seconds"));
    }
  }

  @Test
  void whatCannotBeReachedIsSaidInAFewWords() throws IOException {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertThat(send("http://127.0.0.1:" + port + "/", seal).note())
        .isEqualTo("cannot be reached: connection refused");
    assertThat(send("https://127.0.0.2/", seal).note()).contains("not public");
    assertThat(send("https://no-such-host.invalid/", seal).note())
        .isEqualTo("the host name cannot be resolved");
  }

  @Test
  void aSecretOfAnotherPepperSignsNothing() {
    var other = new OutboxSeal(Pepper.generate(1, new SecureRandom()));

    assertThat(send("http://127.0.0.1:1/", other).note()).contains("another pepper; rotate it");
  }

  /// The example of the specification: Standard Webhooks 1.0, "Verifying signatures".
  @Test
  void aSignatureIsTheOneOfTheSpecification() {
    assertThat(
            WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}

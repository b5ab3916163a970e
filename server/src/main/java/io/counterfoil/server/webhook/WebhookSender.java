package io.counterfoil.server.webhook;

import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.core.outbox.SealedSecret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends events to webhooks: one attempt, bounded in time, to an address that was checked; a
/// redirect is not followed. Waits for the answer, so it belongs on a thread that may wait.
public final class WebhookSender {
  /// How long a receiver may take to answer.
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int CONNECT_MILLIS = 10_000;
  private static final int MOST_CONNECTIONS = 100;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private final HttpClient client;
  private final PublicAddresses addresses;
  private final OutboxSeal seal;
  private final Duration patience;

  /// Sends from the event loops of `vertx` to where the addresses allow it.
  public WebhookSender(Vertx vertx, PublicAddresses addresses, OutboxSeal seal, Duration patience) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(CONNECT_MILLIS)
                .setVerifyHost(true)
                .setDecompressionSupported(false),
            new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    this.addresses = addresses;
    this.seal = seal;
    this.patience = patience;
  }

  /// How an attempt ended.
  ///
  /// @param status what the receiver answered with; 0 where it did not
  public record Answer(int status, String note) {
    /// Whether the receiver took it.
    public boolean isTaken() {
      return status >= 200 && status < 300;
    }

    /// Whether the receiver wants nothing more, ever.
    public boolean isGone() {
      return status == 410;
    }
  }

  /// Sends the event once.
  public Answer send(Endpoint endpoint, Queued queued, Event event, Instant now) {
    String body = Payload.of(queued, event);
    String id = queued.id().toString();
    long seconds = now.getEpochSecond();
    String signatures = signatures(endpoint, id, seconds, body, now);
    if (signatures == null) {
      return new Answer(0, "its secret was sealed under another pepper; rotate it");
    }
    RequestOptions options;
    try {
      options = options(URI.create(endpoint.url()));
    } catch (PublicAddresses.RefusedException e) {
      return new Answer(0, String.valueOf(e.getMessage()));
    }
    options
        .putHeader("Content-Type", "application/json")
        .putHeader("User-Agent", "Counterfoil-Webhooks/1")
        .putHeader("webhook-id", id)
        .putHeader("webhook-timestamp", Long.toString(seconds))
        .putHeader("webhook-signature", signatures);
    return exchange(options, body);
  }

  private @Nullable String signatures(
      Endpoint endpoint, String id, long seconds, String body, Instant now) {
    List<String> signatures = new ArrayList<>();
    for (SealedSecret sealed : endpoint.secretsAt(now)) {
      String secret = seal.open(endpoint.id().toString(), sealed);
      if (secret == null) {
        return null;
      }
      signatures.add(WebhookSecret.parse(secret).sign(id, seconds, body));
    }
    return String.join(" ", signatures);
  }

  private RequestOptions options(URI uri) throws PublicAddresses.RefusedException {
    boolean tls = "https".equals(uri.getScheme());
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP;
    String host = uri.getHost();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetAddress address = addresses.resolve(bare, tls);
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
        .setHost(bare)
        .setPort(port)
        .setSsl(tls)
        .setFollowRedirects(false)
        .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
  }

  /// What the receiver says besides its status is not read: it may be endless.
  private Answer exchange(RequestOptions options, String body) {
    Future<HttpClientRequest> request = client.request(options);
    try {
      int status =
          request
              .compose(ready ->
                  ready
                      .send(body)
                      .map(response -> {
                        int answered = response.statusCode();
                        ready.connection().close();
                        return answered;
                      }))
              .toCompletionStage()
              .toCompletableFuture()
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      boolean redirects = status >= 300 && status < 400;
      return new Answer(
          status, "answered " + status + (redirects ? "; redirects are not followed" : ""));
    } catch (TimeoutException e) {
      if (request.succeeded()) {
        request.result().connection().close();
      }
      return new Answer(0, "no answer within " + patience.toSeconds() + " seconds");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Answer(0, "cannot be reached: " + kind(cause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, "the server was stopped");
    }
  }

  /// The kind of fault alone: its text may name addresses in here.
  private static String kind(Throwable cause) {
    return switch (cause) {
      case ConnectException _ -> "connection refused";
      case SSLException _ -> "no TLS, or a certificate that nobody vouches for";
      case SocketException _ -> "connection broke";
      case Throwable other -> other.getClass().getSimpleName();
    };
  }
}

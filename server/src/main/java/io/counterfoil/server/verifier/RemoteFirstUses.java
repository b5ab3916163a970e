package io.counterfoil.server.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.edge.FirstUses;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Has pairs that only a control node can verify verified there: those of keys whose token is known
/// by another system's hash alone. Where no control node answers, the caller is told to come back,
/// never that the token is wrong.
final class RemoteFirstUses implements FirstUses {
  private static final int MOST = 64;
  private static final long RETRY_SECONDS = 5;
  private static final long STEP_MILLIS = 5;
  private static final long PATIENCE_MILLIS = 2_000;

  private final List<ControlNode> controls;
  private final LiveReplica live;
  private final Semaphore room = new Semaphore(MOST);

  RemoteFirstUses(List<ControlNode> controls, LiveReplica live) {
    this.controls = controls;
    this.live = live;
  }

  @Override
  public @Nullable CompletionStage<Finding> recognise(
      AppKey appKey, AppToken token, @Nullable String address) {
    ApiKey key = live.everKnown(appKey);
    if (key == null || key.placeholder() == null) {
      return null;
    }
    if (!room.tryAcquire()) {
      return CompletableFuture.completedFuture(new Finding.Busy(RETRY_SECONDS));
    }
    CompletableFuture<Finding> found = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("counterfoil-first-use")
        .start(() -> {
          try {
            found.complete(ask(appKey, token, address));
          } finally {
            room.release();
            found.complete(new Finding.Busy(RETRY_SECONDS));
          }
        });
    return found;
  }

  private Finding ask(AppKey appKey, AppToken token, @Nullable String address) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("appKey", appKey.value())
            .put("token", token.reveal())
            .put("address", address);
    for (ControlNode control : controls) {
      try {
        JsonNode answer = control.post("/v1/feed/first-use", body);
        return answer.has("retrySeconds")
            ? new Finding.Busy(answer.path("retrySeconds").asLong())
            : arrived(answer.path("revision").asLong());
      } catch (IOException e) {
        // another may answer
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return new Finding.Busy(RETRY_SECONDS);
  }

  /// What was found out comes by the feed.
  private Finding arrived(long revision) throws InterruptedException {
    for (long waited = 0; waited < PATIENCE_MILLIS; waited += STEP_MILLIS) {
      if (live.revision().number() >= revision) {
        return new Finding.Settled();
      }
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
    }
    return new Finding.Busy(1);
  }
}

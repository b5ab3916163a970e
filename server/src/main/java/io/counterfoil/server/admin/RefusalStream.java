package io.counterfoil.server.admin;

import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.log.DecisionRecords.Kept;
import io.counterfoil.core.log.Follower;
import io.counterfoil.core.log.Place;
import io.counterfoil.core.log.RecentRefusals;
import io.counterfoil.core.log.RefusalFilter;
import io.counterfoil.core.log.RefusalId;
import io.counterfoil.core.log.Tail;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refusals of an account as they are written down, to one who goes on listening, as server-sent
/// events (HTML Living Standard, 9.2). It ends when they may not any more, or go.
///
/// But for its beginning it lives on the event loop of its connection, and never waits there.
final class RefusalStream {
  /// How many that were there before are told at most.
  static final int MOST_OF_BEFORE = 500;

  private static final long TICK_MILLIS = 1_000;
  private static final int TICKS_A_CHECK = 2;
  private static final int TICKS_A_BEAT = 15;
  private static final int TICKS_UNREAD = 60;
  private static final String RETRY_SECONDS = "10";

  private final Exchange exchange;
  private final RefusalView view;
  private final RefusalFilter filter;
  private final RecentRefusals refusals;
  private final HttpServerResponse response;
  private final Wording wording;
  private final Set<RefusalId> told = new HashSet<>();

  private @Nullable Follower follower;
  private long timer;
  private int ticks;
  private int unread;
  private long leftOut;
  private long dropped;

  RefusalStream(Exchange exchange, RefusalView view, RefusalFilter filter) {
    this.exchange = exchange;
    this.view = view;
    this.filter = filter;
    refusals = exchange.parts().refusals();
    response = exchange.context().response();
    wording = Wording.in(exchange.language());
  }

  /// Where a client stopped that comes again; null for one that said nothing.
  static @Nullable Place place(@Nullable String lastEventId) {
    try {
      return lastEventId == null || lastEventId.isBlank() ? null : Place.parse(lastEventId.strip());
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("Last-Event-ID: (expected: the id of an event of this stream)");
    }
  }

  /// Begins, on a worker thread: whoever follows is heard of from now on, then it is read what was
  /// there before.
  ///
  /// @param after what comes after it is told; null to tell the newest `newest`
  void begin(@Nullable Place after, int newest) {
    Context loop = exchange.context().vertx().getOrCreateContext();
    Follower seated = refusals.tail().follow(filter, () -> loop.runOnContext(_ -> flush()));
    if (seated == null) {
      response.putHeader("Retry-After", RETRY_SECONDS);
      throw new BadRequestException(
          429,
          ("refusals of account `%s` are followed by too many (expected: at most %d, and %d of all"
                  + " accounts); close one, or list them")
              .formatted(filter.account(), Tail.MOST_OF_ACCOUNT, Tail.MOST));
    }
    try {
      String before = before(after, newest);
      loop.runOnContext(_ -> start(seated, before));
    } catch (RuntimeException e) {
      seated.close();
      throw e;
    }
  }

  private String before(@Nullable Place after, int newest) {
    if (after == null && newest == 0) {
      return "";
    }
    List<Kept> page = refusals.list(filter, null, after == null ? newest : MOST_OF_BEFORE);
    if (after != null && page.size() == MOST_OF_BEFORE) {
      leftOut = refusals.between(filter, after, page.getLast().place());
    }
    StringBuilder events = new StringBuilder();
    for (Kept kept : page.reversed()) {
      if (after == null || kept.place().compareTo(after) > 0) {
        told.add(kept.record().id());
        tell(kept, events);
      }
    }
    return events.toString();
  }

  private void tell(Kept kept, StringBuilder events) {
    events
        .append("id: ")
        .append(kept.place())
        .append("\nevent: refusal\ndata: ")
        .append(view.summary(kept.record(), wording).encode())
        .append("\n\n");
  }

  private void start(Follower seated, String before) {
    follower = seated;
    if (response.closed()) {
      stop();
      return;
    }
    response
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Encoding", "identity") // a compressor would hold events back
        .putHeader("X-Accel-Buffering", "no") // so would nginx
        .setChunked(true);
    response.closeHandler(_ -> stop());
    response.exceptionHandler(_ -> stop());
    response.drainHandler(_ -> flush());
    response.write("retry: 2000\n\n" + before);
    timer = exchange.context().vertx().setPeriodic(TICK_MILLIS, _ -> tick());
    flush();
  }

  private void flush() {
    Follower from = follower;
    if (from == null || response.writeQueueFull()) {
      return;
    }
    Follower.Piece piece = from.take();
    leftOut += piece.leftOut();
    dropped += piece.dropped();
    StringBuilder events = new StringBuilder();
    for (Kept kept : piece.records()) {
      if (!told.remove(kept.record().id())) {
        tell(kept, events);
      }
    }
    if (!events.isEmpty()) {
      response.write(events.toString());
    }
  }

  private void tick() {
    ticks++;
    if (response.writeQueueFull()) {
      unread++;
      if (unread == TICKS_UNREAD) {
        exchange.context().request().connection().close();
      }
      return;
    }
    unread = 0;
    flush();
    if (ticks % TICKS_A_CHECK == 0 && !exchange.mayStill(filter.account(), Needs.KEYS)) {
      end();
    } else if (leftOut > 0 || dropped > 0) {
      var more = new JsonObject().put("leftOut", leftOut).put("dropped", dropped);
      leftOut = 0;
      dropped = 0;
      response.write("event: more\ndata: " + more.encode() + "\n\n");
    } else if (ticks % TICKS_A_BEAT == 0) {
      response.write(": still here\n\n");
    }
    if (ticks == TICKS_A_BEAT) {
      told.clear();
    }
  }

  private void end() {
    stop();
    var why =
        new JsonObject()
            .put(
                "why",
                "whoever asked may view the keys of account `%s` no longer; sign in again"
                    .formatted(filter.account()));
    response.end("event: end\ndata: " + why.encode() + "\n\n");
  }

  private void stop() {
    Follower gone = follower;
    follower = null;
    if (gone != null) {
      gone.close();
      exchange.context().vertx().cancelTimer(timer);
    }
  }
}

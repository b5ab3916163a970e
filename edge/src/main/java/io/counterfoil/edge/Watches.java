package io.counterfoil.edge;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The watches of all event loops of one edge, and its listening sockets.
@SuppressWarnings("FutureReturnValueIgnored") // what fails here closes the connection
final class Watches {
  private final EdgeLimits limits;
  private final ConcurrentHashMap<EventLoop, Watch> byLoop = new ConcurrentHashMap<>();
  private final ChannelGroup listening = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  Watches(EdgeLimits limits) {
    this.limits = limits;
  }

  EdgeLimits limits() {
    return limits;
  }

  /// The watch of the event loop, begun with its first connection.
  Watch of(EventLoop loop) {
    return byLoop.computeIfAbsent(loop, one -> new Watch(one, limits));
  }

  /// Notes a listening socket.
  void listens(Channel socket) {
    listening.add(socket);
  }

  /// Stops listening, closes what is silent, lets what is under way finish.
  ///
  /// @param patience after how long the rest is closed, too
  /// @return completes when no connection is left
  CompletableFuture<Void> drain(Duration patience) {
    var closed = new CompletableFuture<Void>();
    listening
        .close()
        .addListener(_ ->
            CompletableFuture.allOf(
                    byLoop.values().stream()
                        .map(watch -> watch.drain(patience))
                        .toArray(CompletableFuture[]::new))
                .whenComplete((_, _) -> closed.complete(null)));
    return closed;
  }
}

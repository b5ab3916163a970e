package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.SealedSecret;
import java.util.HashSet;

/// Webhooks as bytes.
final class OutboxCodec {
  /// The kinds of changes of webhooks.
  static final int PUT = 71;

  static final int REMOVED = 72;

  private OutboxCodec() {}

  static void writePut(Sink sink, Endpoint endpoint) {
    sink.kind(PUT);
    write(sink, endpoint);
  }

  static void writeRemoved(Sink sink, EndpointId id) {
    sink.kind(REMOVED);
    sink.uuid(id.value());
  }

  private static void write(Sink sink, Endpoint endpoint) {
    sink.uuid(endpoint.id().value());
    sink.text(endpoint.account().value());
    sink.text(endpoint.url());
    sink.text(endpoint.description());
    sink.list(endpoint.types().stream().map(EventType::code).sorted().toList(), Sink::text);
    sink.blob(endpoint.secret().toBytes());
    sink.absentOr(
        endpoint.former(),
        (to, former) -> {
          to.blob(former.secret().toBytes());
          to.instant(former.until());
        });
    sink.absentOrText(endpoint.disabled());
    sink.instant(endpoint.createdAt());
    sink.text(endpoint.createdBy());
  }

  static Endpoint endpoint(Source source) {
    return new Endpoint(
        new EndpointId(source.uuid()),
        new AccountName(source.text()),
        source.text(),
        source.text(),
        new HashSet<>(source.list(from -> type(from.text()))),
        SealedSecret.of(source.blob()),
        source.absentOr(from -> new Endpoint.Former(SealedSecret.of(from.blob()), from.instant())),
        source.absentOrText(),
        source.instant(),
        source.text());
  }

  private static EventType type(String code) {
    EventType type = EventType.of(code);
    if (type == null) {
      throw new IllegalArgumentException(
          "event type `" + code + "` (expected: a known one; was it written by a newer version?)");
    }
    return type;
  }
}

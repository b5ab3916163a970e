package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.WEBHOOK;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.outbox.SealedSecret;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Webhooks as rows, and back.
record EndpointRows(DSLContext dsl) {
  private static final String SEPARATOR = " ";

  void put(Endpoint endpoint) {
    Endpoint.Former former = endpoint.former();
    dsl.insertInto(WEBHOOK)
        .set(WEBHOOK.ID, endpoint.id().toString())
        .set(WEBHOOK.ACCOUNT, endpoint.account().value())
        .set(WEBHOOK.URL, endpoint.url())
        .set(WEBHOOK.DESCRIPTION, endpoint.description())
        .set(WEBHOOK.TYPES, types(endpoint.types()))
        .set(WEBHOOK.SECRET, endpoint.secret().toBytes())
        .set(WEBHOOK.FORMER_SECRET, former == null ? null : former.secret().toBytes())
        .set(WEBHOOK.FORMER_UNTIL, former == null ? null : former.until().toEpochMilli())
        .set(WEBHOOK.DISABLED, endpoint.disabled())
        .set(WEBHOOK.CREATED_AT, endpoint.createdAt().toEpochMilli())
        .set(WEBHOOK.CREATED_BY, endpoint.createdBy())
        .onConflict(WEBHOOK.ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  private static String types(Set<EventType> types) {
    return types.stream().map(EventType::code).sorted().collect(Collectors.joining(SEPARATOR));
  }

  void remove(EndpointId id) {
    dsl.deleteFrom(WEBHOOK).where(WEBHOOK.ID.eq(id.toString())).execute();
  }

  static Endpoint endpoint(Record row) {
    byte @Nullable [] former = row.get(WEBHOOK.FORMER_SECRET);
    @Nullable String disabled = row.get(WEBHOOK.DISABLED);
    return new Endpoint(
        new EndpointId(UUID.fromString(row.get(WEBHOOK.ID))),
        new AccountName(row.get(WEBHOOK.ACCOUNT)),
        row.get(WEBHOOK.URL),
        row.get(WEBHOOK.DESCRIPTION),
        Arrays.stream(row.get(WEBHOOK.TYPES).split(SEPARATOR))
            .map(EventType::of)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet()),
        SealedSecret.of(row.get(WEBHOOK.SECRET)),
        former == null
            ? null
            : new Endpoint.Former(
                SealedSecret.of(former), Instant.ofEpochMilli(row.get(WEBHOOK.FORMER_UNTIL))),
        disabled,
        Instant.ofEpochMilli(row.get(WEBHOOK.CREATED_AT)),
        row.get(WEBHOOK.CREATED_BY));
  }
}

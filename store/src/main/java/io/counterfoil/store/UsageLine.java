package io.counterfoil.store;

import static io.counterfoil.store.schema.Tables.USAGE_LINE;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.usage.Call;
import io.counterfoil.core.usage.Uses;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// What is told apart, as a row.
record UsageLine(long id, Call call, long first, long last, long calls) {
  /// The columns that make a [Call].
  static final List<Field<?>> CALL =
      List.of(
          USAGE_LINE.ACCOUNT,
          USAGE_LINE.KIND,
          USAGE_LINE.HOLDER,
          USAGE_LINE.TOKEN,
          USAGE_LINE.METHOD,
          USAGE_LINE.PATH,
          USAGE_LINE.ADDRESS,
          USAGE_LINE.CODE);

  private static final String KEY = "key";
  private static final String USER = "user";
  private static final int LONGEST_PATH = 2_000;

  static UsageLine of(Uses uses) {
    Call call = uses.call();
    long last = uses.last().toEpochMilli();
    return new UsageLine(id(call), call, last, last, uses.count());
  }

  UsageLine and(UsageLine other) {
    return new UsageLine(
        id, call, Math.min(first, other.first), Math.max(last, other.last), calls + other.calls);
  }

  /// The first 64 bits of a digest: one in ten million million pairs of lines share it by chance.
  private static long id(Call call) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part :
          List.of(
              call.account().value(),
              kind(call.holder()),
              call.holder().value().toString(),
              Long.toString(token(call)),
              text(call.method()),
              path(call),
              text(call.address()),
              code(call))) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing (expected: every JDK has it)", e);
    }
  }

  private static String kind(Holder holder) {
    return switch (holder) {
      case Holder.OfKey _ -> KEY;
      case Holder.OfUser _ -> USER;
    };
  }

  private static long token(Call call) {
    Instant token = call.token();
    return token == null ? 0 : token.toEpochMilli();
  }

  private static String path(Call call) {
    String path = text(call.path());
    return path.substring(0, Math.min(path.length(), LONGEST_PATH));
  }

  private static String code(Call call) {
    RefusalCode code = call.code();
    return code == null ? "" : code.code();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// Adds the lines, or what they count to those that are there.
  static void add(DSLContext dsl, Collection<UsageLine> lines) {
    var insert =
        dsl.insertInto(
            USAGE_LINE,
            USAGE_LINE.ID,
            USAGE_LINE.ACCOUNT,
            USAGE_LINE.KIND,
            USAGE_LINE.HOLDER,
            USAGE_LINE.TOKEN,
            USAGE_LINE.METHOD,
            USAGE_LINE.PATH,
            USAGE_LINE.ADDRESS,
            USAGE_LINE.CODE,
            USAGE_LINE.FIRST_AT,
            USAGE_LINE.LAST_AT,
            USAGE_LINE.CALLS);
    for (UsageLine line : lines) {
      Call call = line.call();
      insert =
          insert.values(
              line.id(),
              call.account().value(),
              kind(call.holder()),
              call.holder().value().toString(),
              token(call),
              text(call.method()),
              path(call),
              text(call.address()),
              code(call),
              line.first(),
              line.last(),
              line.calls());
    }
    insert
        .onConflict(USAGE_LINE.ID)
        .doUpdate()
        .set(
            Map.of(
                USAGE_LINE.CALLS,
                USAGE_LINE.CALLS.plus(DSL.excluded(USAGE_LINE.CALLS)),
                USAGE_LINE.LAST_AT,
                DSL.greatest(USAGE_LINE.LAST_AT, DSL.excluded(USAGE_LINE.LAST_AT))))
        .execute();
  }

  /// Whether a row is the holder's.
  static Condition isOf(Holder holder) {
    return USAGE_LINE.HOLDER.eq(holder.value().toString()).and(USAGE_LINE.KIND.eq(kind(holder)));
  }

  /// The call that a row is of.
  static Call call(Record row) {
    long token = row.get(USAGE_LINE.TOKEN);
    return new Call(
        new AccountName(row.get(USAGE_LINE.ACCOUNT)),
        holder(row),
        token == 0 ? null : Instant.ofEpochMilli(token),
        known(row.get(USAGE_LINE.METHOD)),
        known(row.get(USAGE_LINE.PATH)),
        known(row.get(USAGE_LINE.ADDRESS)),
        RefusalCode.of(row.get(USAGE_LINE.CODE)).orElse(null));
  }

  /// Whose row it is.
  static Holder holder(Record row) {
    UUID id = UUID.fromString(row.get(USAGE_LINE.HOLDER));
    return Objects.equals(row.get(USAGE_LINE.KIND), USER)
        ? new Holder.OfUser(new UserId(id))
        : new Holder.OfKey(new KeyId(id));
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }
}

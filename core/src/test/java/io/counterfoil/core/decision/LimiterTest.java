package io.counterfoil.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.key.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimiterTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final Limiter limiter = new Limiter();

  private static KeyLine key(long id, KeyTerms terms) {
    ApiKey key =
        new ApiKey(
                new KeyId(new UUID(0, id)),
                new AccountName("acme"),
                new AppKey("appkey-acme-QXZKWM"),
                "ERP",
                KeyState.ACTIVE,
                new Tokens.Settled(Counterpart.erased(NOON)),
                List.of(),
                NOON,
                "user:ana@example.com",
                null,
                NOON)
            .with(terms);
    KeyLine line = new KeyLine();
    line.set(key, null);
    return line;
  }

  private static KeyLine limited(long id, int requests, int seconds) {
    return key(id, KeyTerms.NONE.withRate(new RateLimit(requests, seconds)));
  }

  private Limiter.Taken take(KeyLine key, Instant at) {
    Limiter.Taken taken = limiter.take(key, at);
    if (taken == null) {
      throw new AssertionError("no limit");
    }
    return taken;
  }

  @Test
  void aKeyWithoutALimitHasNone() {
    assertThat(limiter.take(key(1, KeyTerms.NONE), NOON)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3600", "7, 60", "100, 60", "1000, 1", "86400, 86400", "3, 1"})
  void asManyAsTheLimitPassAtOnce_andTheNextAfterItsTurn(int requests, int seconds) {
    KeyLine key = limited(1, requests, seconds);
    for (int i = 1; i <= requests; i++) {
      Limiter.Taken taken = take(key, NOON);
      assertThat(taken.isAllowed()).as("request %s", i).isTrue();
      assertThat(taken.left()).isEqualTo(requests - i);
    }
    Limiter.Taken refused = take(key, NOON);
    assertThat(refused.isAllowed()).isFalse();
    assertThat(take(key, NOON.plusSeconds(refused.retrySeconds())).isAllowed()).isTrue();
    assertThat(take(key, NOON.plusSeconds(seconds * 3L)).left()).isEqualTo(requests - 1);
  }

  @Test
  void aRefusedRequestUsesUpNothing_andKeysDoNotShare() {
    KeyLine key = limited(1, 1, 60);
    take(key, NOON);
    for (int i = 0; i < 100; i++) {
      assertThat(take(key, NOON.plusSeconds(59)).isAllowed()).isFalse();
    }
    assertThat(take(key, NOON.plusSeconds(60)).isAllowed()).isTrue();
    assertThat(take(limited(2, 1, 60), NOON).isAllowed()).isTrue();
  }

  @Test
  void threadsShareOneAllowance() {
    AtomicInteger passed = new AtomicInteger();
    IntStream.range(0, 4_000)
        .parallel()
        .forEach(i -> {
          if (take(limited(1, 250, 60), NOON).isAllowed()) {
            passed.incrementAndGet();
          }
        });
    assertThat(passed).hasValue(250);
  }
}

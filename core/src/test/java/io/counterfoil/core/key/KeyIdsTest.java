package io.counterfoil.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class KeyIdsTest {
  private static final Instant AT = Instant.parse("2026-06-01T12:00:00.123Z");

  @Test
  void eachIsGreaterThanTheOneBefore_alsoAsText() {
    KeyIds ids = new KeyIds(AT);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      KeyId id = ids.next(UUID.randomUUID());
      assertThat(id.value().version()).isEqualTo(7);
      assertThat(id.value().variant()).isEqualTo(2);
      made.add(id.toString());
    }
    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(new KeyIds(AT.plusMillis(1)).next(UUID.randomUUID()).toString())
        .isGreaterThan(made.getLast());
  }
}

package io.counterfoil.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.log.RefusalIds.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An id tells what it seals to whoever has the pepper, and nothing to anybody else.
class RefusalIdsTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final long LATEST = 1_000;
  private final Pepper pepper = new Pepper(1, new byte[Pepper.BYTES]);
  private final RefusalIds ids = at(NOON);

  private RefusalIds at(Instant instant) {
    return new RefusalIds(pepper, InstantSource.fixed(instant));
  }

  @ParameterizedTest
  @EnumSource
  void anIdTellsCodeRevisionAccountAndTime(RefusalCode code) {
    RefusalId id = ids.mint(code, 987, 654_321);

    assertThat(ids.open(id, LATEST)).contains(new Sealed(code, 987, 654_321, NOON));
  }

  @Test
  void theLargestRevisionAndAccountFit() {
    long largest = (1L << 40) - 1;
    RefusalId id = ids.mint(RefusalCode.PAIR_UNKNOWN, largest, Integer.MAX_VALUE);

    assertThat(ids.open(id, largest))
        .contains(new Sealed(RefusalCode.PAIR_UNKNOWN, largest, Integer.MAX_VALUE, NOON));
  }

  @Test
  void aMillionIdsOfOneMillisecondDiffer_andTellTimesCloseToIt() {
    Set<RefusalId> seen = new HashSet<>();
    RefusalId last = ids.mint(RefusalCode.ROLE_MISSING, 1, 1);
    for (int i = 0; i < 1_000_000; i++) {
      last = ids.mint(RefusalCode.ROLE_MISSING, 1, 1);
      seen.add(last);
    }

    assertThat(seen).hasSize(1_000_000);
    assertThat(ids.open(last, LATEST).orElseThrow().at())
        .isBetween(NOON, NOON.plus(Duration.ofSeconds(8)));
  }

  @Test
  void idsOfSeveralThreadsDiffer() {
    List<RefusalId> minted =
        IntStream.range(0, 20_000)
            .parallel()
            .mapToObj(i -> ids.mint(RefusalCode.PAIR_UNKNOWN, i, 0))
            .toList();

    assertThat(new HashSet<>(minted)).hasSize(20_000);
    assertThat(minted).allMatch(id -> ids.open(id, 20_000).isPresent());
  }

  @Test
  void idsThatFollowEachOtherLookUnrelated() {
    String one = ids.mint(RefusalCode.ROLE_MISSING, 1, 1).value();
    String next = ids.mint(RefusalCode.ROLE_MISSING, 1, 1).value();

    long same =
        IntStream.range(3, one.length()).filter(i -> one.charAt(i) == next.charAt(i)).count();
    assertThat(same).isLessThan(10);
  }

  @Test
  void garbageDoesNotOpen() {
    Random random = new Random(1);
    String alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder("cf-").append(alphabet.charAt(random.nextInt(8)));
      while (text.length() < 29) {
        text.append(alphabet.charAt(random.nextInt(32)));
      }
      assertThat(ids.open(new RefusalId(text.toString()), LATEST)).isEmpty();
    }
  }

  @Test
  void anIdOfMoreThan128BitsDoesNotOpen() {
    String value = ids.mint(RefusalCode.ROLE_MISSING, 1, 1).value();
    char swollen = "89abcdefghjkmnpqrstvwxyz".charAt("01234567".indexOf(value.charAt(3)));

    assertThat(ids.open(new RefusalId("cf-" + swollen + value.substring(4)), LATEST)).isEmpty();
  }

  @Test
  void anIdFromTheFutureOrFromLongAgoDoesNotOpen() {
    RefusalId id = ids.mint(RefusalCode.ROLE_MISSING, 1, 1);

    assertThat(at(NOON.minus(Duration.ofSeconds(61))).open(id, LATEST)).isEmpty();
    assertThat(at(NOON.minus(Duration.ofSeconds(59))).open(id, LATEST)).isPresent();
    assertThat(at(NOON.plus(Duration.ofDays(400))).open(id, LATEST)).isPresent();
    assertThat(at(NOON.plus(Duration.ofDays(401))).open(id, LATEST)).isEmpty();
  }

  @Test
  void anIdUnderAnotherPepperDoesNotOpen() {
    byte[] other = new byte[Pepper.BYTES];
    Arrays.fill(other, (byte) 1);
    RefusalIds others = new RefusalIds(new Pepper(1, other), InstantSource.fixed(NOON));

    assertThat(others.open(ids.mint(RefusalCode.ROLE_MISSING, 1, 1), LATEST)).isEmpty();
  }
}

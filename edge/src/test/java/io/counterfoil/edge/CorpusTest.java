package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.log.DecisionRecord;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The first reason that is found is the right one, over a labelled corpus of failing requests.
class CorpusTest {
  private static final double LEAST = 0.99;

  @Test
  void theFirstReasonIsTheRightOne() throws IOException {
    Confusion confusion = new Confusion();
    try (EdgeWorld world = EdgeWorld.start()) {
      useUp(world);
      ask(world, Corpus.of(world), confusion);
    }
    try (EdgeWorld unready = EdgeWorld.unready()) {
      ask(unready, Corpus.tooEarly(), confusion);
    }
    System.out.println(confusion);
    assertThat(confusion.classes()).isGreaterThanOrEqualTo(35);
    assertThat(confusion.total()).isGreaterThanOrEqualTo(2_000);
    assertThat(confusion.share()).as(confusion.toString()).isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void theCorpusIsTheSameEachTime() throws IOException {
    try (EdgeWorld one = EdgeWorld.start();
        EdgeWorld other = EdgeWorld.start()) {
      assertThat(Corpus.of(one)).isEqualTo(Corpus.of(other));
    }
  }

  private static void ask(EdgeWorld world, List<CorpusCase> cases, Confusion confusion)
      throws IOException {
    try (Wire wire = new Wire(world.port())) {
      for (CorpusCase one : cases) {
        wire.write(one.request());
        Wire.Reply reply = wire.read(false);
        assertThat(reply.status()).as(one.toString()).isGreaterThanOrEqualTo(400);
        confusion.count(one, reason(world.refusal(id(reply)), one.reason()));
      }
    }
  }

  /// Takes what a limited key has.
  private static void useUp(EdgeWorld world) throws IOException {
    for (int status = 200; status == 200; ) {
      status = world.forward("GET", "/orders/1", world.pair(EdgeWorld.LIMITED)).status();
    }
  }

  private static String id(Wire.Reply reply) {
    String told = reply.header("X-Counterfoil-Refusal-Id");
    return told.isEmpty() ? reply.header("X-Counterfoil-Decision-Id") : told;
  }

  /// The code, and what was found first where the label asks for more than a code.
  static String reason(DecisionRecord kept, String expected) {
    String code = kept.code().code();
    if (!expected.contains(":")) {
      return code;
    }
    List<Evidence> evidence = kept.evidence();
    return evidence.isEmpty() ? code : code + ":" + name(evidence.getFirst());
  }

  private static String name(Evidence evidence) {
    return evidence instanceof Evidence.Seen(var hint)
        ? hint.code()
        : evidence
            .getClass()
            .getSimpleName()
            .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
            .toLowerCase(Locale.ROOT);
  }
}

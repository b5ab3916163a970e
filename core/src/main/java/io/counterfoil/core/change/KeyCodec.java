package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.key.Leak;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.TokenDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What came to keys since their first shape, and links, as bytes. A key that has none of it is
/// written in its first shape, so that every commit keeps its bytes and its hash.
final class KeyCodec {
  private KeyCodec() {}

  /// Whether the first shape says all of the key.
  static boolean isPlain(ApiKey key) {
    return key.terms().equals(KeyTerms.NONE) && key.restorable() == null;
  }

  /// What the first shape leaves unsaid.
  static void writeRest(Sink sink, ApiKey key) {
    KeyTerms terms = key.terms();
    sink.text(terms.description());
    sink.map(terms.sortedMetadata());
    sink.list(terms.addresses(), (to, range) -> to.text(range.toString()));
    sink.absentOr(
        terms.rate(),
        (to, rate) -> {
          to.number(rate.requests());
          to.number(rate.seconds());
        });
    sink.number(terms.finishAfterDays());
    sink.absentOr(key.restorable(), (to, state) -> to.text(state.name()));
  }

  /// The key with what its first shape left unsaid.
  static ApiKey rest(Source source, ApiKey plain) {
    KeyTerms terms =
        new KeyTerms(
            source.text(),
            map(source),
            source.list(from -> AddressRange.parse(from.text())),
            source.absentOr(from -> new RateLimit(from.number(), from.number())),
            source.number());
    return new ApiKey(
        plain.id(),
        plain.account(),
        plain.appKey(),
        plain.label(),
        plain.state(),
        plain.tokens(),
        plain.retired(),
        plain.createdAt(),
        plain.createdBy(),
        plain.expiresAt(),
        plain.changedAt(),
        terms,
        source.absentOr(from -> KeyState.valueOf(from.text())));
  }

  private static Map<String, String> map(Source source) {
    Map<String, String> entries = new HashMap<>();
    source
        .list(from -> List.of(from.text(), from.text()))
        .forEach(entry -> entries.put(entry.get(0), entry.get(1)));
    return entries;
  }

  static void write(Sink sink, SingleAccessLink link) {
    sink.uuid(link.id().value());
    sink.text(link.account().value());
    sink.uuid(link.key().value());
    sink.text(link.purpose().name());
    sink.blob(link.code().toBytes());
    sink.blob(link.sealed().toBytes());
    sink.flag(link.passphrase());
    sink.number(link.wrongTries());
    sink.number(link.refusals());
    sink.instant(link.createdAt());
    sink.text(link.createdBy());
    sink.instant(link.expiresAt());
    sink.absentOr(
        link.end(),
        (to, end) -> {
          to.text(end.how().name());
          to.instant(end.at());
          to.absentOrText(end.address());
          to.text(end.userAgent());
        });
  }

  static SingleAccessLink link(Source source) {
    return new SingleAccessLink(
        new LinkId(source.uuid()),
        new AccountName(source.text()),
        new KeyId(source.uuid()),
        SingleAccessLink.Purpose.valueOf(source.text()),
        TokenDigest.of(source.blob()),
        new SingleAccessLink.Sealed(source.blob()),
        source.flag(),
        source.number(),
        source.number(),
        source.instant(),
        source.text(),
        source.instant(),
        source.absentOr(KeyCodec::end));
  }

  private static SingleAccessLink.End end(Source source) {
    return new SingleAccessLink.End(
        SingleAccessLink.How.valueOf(source.text()),
        source.instant(),
        source.absentOrText(),
        source.text());
  }

  static void write(Sink sink, Leak leak) {
    sink.uuid(leak.id());
    sink.text(leak.account().value());
    sink.uuid(leak.key().value());
    sink.text(leak.source());
    sink.text(leak.url());
    sink.instant(leak.reportedAt());
    sink.text(leak.reportedBy());
    sink.flag(leak.quarantined());
  }

  static Leak leak(Source source) {
    return new Leak(
        source.uuid(),
        new AccountName(source.text()),
        new KeyId(source.uuid()),
        source.text(),
        source.text(),
        source.instant(),
        source.text(),
        source.flag());
  }

  static void write(Sink sink, AnsweredRequest request) {
    sink.blob(request.id().toBytes());
    sink.blob(request.request().toBytes());
    sink.text(request.outcome());
    sink.instant(request.at());
  }

  static AnsweredRequest request(Source source) {
    return new AnsweredRequest(
        TokenDigest.of(source.blob()),
        TokenDigest.of(source.blob()),
        source.text(),
        source.instant());
  }
}

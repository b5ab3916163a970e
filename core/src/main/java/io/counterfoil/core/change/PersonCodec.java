package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.person.SecondFactor;
import io.counterfoil.core.person.SignIn;

/// Passes and sign-ins as bytes.
final class PersonCodec {
  private PersonCodec() {}

  static void write(Sink sink, Pass pass) {
    AccountName account = pass.account();
    UserId user = pass.user();
    sink.uuid(pass.id().value());
    sink.text(pass.kind().name());
    sink.absentOr(user == null ? null : user.value(), Sink::uuid);
    sink.absentOrText(account == null ? null : account.value());
    sink.blob(pass.code().toBytes());
    sink.text(pass.by());
    sink.instant(pass.createdAt());
    sink.instant(pass.usedAt());
    sink.instant(pass.expiresAt());
    sink.number(pass.wrongTries());
    sink.flag(pass.secondFactor());
    sink.absentOrText(pass.address());
    sink.text(pass.userAgent());
  }

  static Pass pass(Source source) {
    return new Pass(
        new PassId(source.uuid()),
        Pass.Kind.valueOf(source.text()),
        source.absentOr(from -> new UserId(from.uuid())),
        source.absentOr(from -> new AccountName(from.text())),
        TokenDigest.of(source.blob()),
        source.text(),
        source.instant(),
        source.instant(),
        source.instant(),
        source.number(),
        source.flag(),
        source.absentOrText(),
        source.text());
  }

  static void write(Sink sink, SignIn signIn) {
    sink.uuid(signIn.user().value());
    sink.absentOr(signIn.lastAt(), Sink::instant);
    sink.absentOr(signIn.validFrom(), Sink::instant);
    sink.absentOr(
        signIn.factor(),
        (to, factor) -> {
          to.blob(factor.seed().toBytes());
          to.absentOr(factor.since(), Sink::instant);
          to.wide(factor.lastStep());
          to.list(factor.recovery(), (into, code) -> into.blob(code.toBytes()));
        });
  }

  static SignIn signIn(Source source) {
    return new SignIn(
        new UserId(source.uuid()),
        source.absentOr(Source::instant),
        source.absentOr(Source::instant),
        source.absentOr(PersonCodec::factor));
  }

  private static SecondFactor factor(Source source) {
    return new SecondFactor(
        SealedSecret.of(source.blob()),
        source.absentOr(Source::instant),
        source.wide(),
        source.list(from -> TokenDigest.of(from.blob())));
  }
}

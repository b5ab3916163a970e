package io.counterfoil.core.change;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.PasswordHash;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.RetiredToken;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.role.RoleId;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Accounts, people, keys and grants as bytes.
final class EntityCodec {
  private EntityCodec() {}

  static void write(Sink sink, Account account) {
    sink.number(account.number());
    sink.text(account.name().value());
    sink.text(account.state().name());
    sink.uuid(account.sponsor().value());
    sink.text(account.keyCreation().name());
    sink.list(account.hosts(), Sink::text);
    sink.instant(account.createdAt());
  }

  static Account account(Source source) {
    return new Account(
        source.number(),
        new AccountName(source.text()),
        AccountState.valueOf(source.text()),
        new UserId(source.uuid()),
        KeyCreation.valueOf(source.text()),
        source.list(Source::text),
        source.instant());
  }

  static void write(Sink sink, User user) {
    sink.uuid(user.id().value());
    sink.text(user.email().value());
    sink.text(user.name());
    PasswordHash password = user.password();
    sink.absentOrText(password == null ? null : password.reveal());
    sink.instant(user.createdAt());
  }

  static User user(Source source) {
    UserId id = new UserId(source.uuid());
    Email email = new Email(source.text());
    String name = source.text();
    @Nullable String password = source.absentOrText();
    return new User(
        id, email, name, password == null ? null : new PasswordHash(password), source.instant());
  }

  static void write(Sink sink, ApiKey key) {
    sink.uuid(key.id().value());
    sink.text(key.account().value());
    sink.text(key.appKey().value());
    sink.text(key.label());
    sink.text(key.state().name());
    sink.list(key.tokens().live(), EntityCodec::write);
    sink.list(key.retired(), EntityCodec::write);
    sink.instant(key.createdAt());
    sink.text(key.createdBy());
    sink.absentOr(key.expiresAt(), Sink::instant);
    sink.instant(key.changedAt());
  }

  static ApiKey key(Source source) {
    return new ApiKey(
        new KeyId(source.uuid()),
        new AccountName(source.text()),
        new AppKey(source.text()),
        source.text(),
        KeyState.valueOf(source.text()),
        tokens(source),
        source.list(EntityCodec::retired),
        source.instant(),
        source.text(),
        source.absentOr(Source::instant),
        source.instant());
  }

  private static Tokens tokens(Source source) {
    var live = source.list(EntityCodec::counterpart);
    return switch (live.size()) {
      case 1 -> new Tokens.Settled(live.get(0));
      case 2 -> new Tokens.Renewing(live.get(0), live.get(1));
      default ->
          throw new IllegalArgumentException(
              "a key with " + live.size() + " tokens (expected: 1 or 2)");
    };
  }

  private static void write(Sink sink, Counterpart counterpart) {
    sink.blob(counterpart.pair().toBytes());
    sink.absentOr(counterpart.folded(), (to, digest) -> to.blob(digest.toBytes()));
    sink.blob(counterpart.alone().toBytes());
    sink.number(counterpart.pepperVersion());
    sink.instant(counterpart.createdAt());
  }

  private static Counterpart counterpart(Source source) {
    return new Counterpart(
        digest(source),
        source.absentOr(EntityCodec::digest),
        digest(source),
        source.number(),
        source.instant());
  }

  private static TokenDigest digest(Source source) {
    return TokenDigest.of(source.blob());
  }

  private static void write(Sink sink, RetiredToken token) {
    write(sink, token.counterpart());
    sink.instant(token.retiredAt());
    sink.text(token.retiredBy());
  }

  private static RetiredToken retired(Source source) {
    return new RetiredToken(counterpart(source), source.instant(), source.text());
  }

  static void write(Sink sink, Grant grant) {
    sink.text(grant.account().value());
    write(sink, grant.holder());
    sink.list(new TreeSet<>(grant.roles()), (to, role) -> to.number(role.value()));
  }

  static Grant grant(Source source) {
    AccountName account = new AccountName(source.text());
    Holder holder = holder(source);
    Set<RoleId> roles = new HashSet<>(source.list(from -> new RoleId(from.number())));
    return new Grant(account, holder, roles);
  }

  static void write(Sink sink, Holder holder) {
    sink.flag(holder instanceof Holder.OfKey);
    sink.uuid(holder.value());
  }

  static Holder holder(Source source) {
    return source.flag()
        ? new Holder.OfKey(new KeyId(source.uuid()))
        : new Holder.OfUser(new UserId(source.uuid()));
  }
}

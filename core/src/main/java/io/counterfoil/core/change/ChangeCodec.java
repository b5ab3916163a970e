package io.counterfoil.core.change;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountRules;
import io.counterfoil.core.account.OnLeak;
import io.counterfoil.core.account.RenewalPeriod;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.node.NodeName;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.person.PassId;
import io.counterfoil.core.role.RoleId;
import java.util.ArrayList;
import java.util.List;

/// Changes as bytes: what stores keep, feeds carry and the chain hashes. Big-endian, each text and
/// byte string behind its length; a change begins with its kind. Kinds and fields are only ever
/// added.
public final class ChangeCodec {
  private static final int FOREIGN_HASH_PUT = 50;
  private static final int FOREIGN_HASH_REMOVED = 51;
  private static final int LEAK_PUT = 52;
  private static final int ON_LEAK_PUT = 53;
  private static final int RULES_PUT = 101;

  private ChangeCodec() {}

  /// The changes as bytes.
  public static byte[] encode(List<Change> changes) {
    Sink sink = new Sink();
    sink.number(changes.size());
    changes.forEach(change -> encode(sink, change));
    return sink.bytes();
  }

  /// The changes that the bytes stand for.
  ///
  /// @throws IllegalArgumentException if they stand for none, or are cut short
  public static List<Change> decode(byte[] bytes) {
    Source source = new Source(bytes);
    int count = source.count();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(decode(source));
    }
    source.end();
    return List.copyOf(changes);
  }

  /// One key as bytes.
  public static byte[] encodeKey(ApiKey key) {
    Sink sink = new Sink();
    EntityCodec.write(sink, key);
    if (!KeyCodec.isPlain(key)) {
      KeyCodec.writeRest(sink, key);
    }
    return sink.bytes();
  }

  /// The key that the bytes stand for.
  ///
  /// @throws IllegalArgumentException if they stand for none
  public static ApiKey decodeKey(byte[] bytes) {
    Source source = new Source(bytes);
    ApiKey key = EntityCodec.key(source);
    if (source.hasMore()) {
      key = KeyCodec.rest(source, key);
    }
    source.end();
    return key;
  }

  static byte[] encode(long number, AuditEntry entry) {
    Sink sink = new Sink();
    sink.wide(number);
    sink.instant(entry.at());
    AccountName account = entry.account();
    sink.absentOrText(account == null ? null : account.value());
    sink.text(entry.actor());
    sink.text(entry.action());
    sink.text(entry.target());
    sink.map(entry.sortedBefore());
    sink.map(entry.sortedAfter());
    sink.text(entry.requestId());
    sink.absentOrText(entry.address());
    return sink.bytes();
  }

  private static void encode(Sink sink, Change change) {
    switch (change) {
      case Change.OfKeys ofKeys -> encode(sink, ofKeys);
      case Change.AccountPut(var account) -> encode(sink, account);
      case Change.UserPut(var user) -> {
        sink.kind(2);
        EntityCodec.write(sink, user);
      }
      case Change.OfTokens ofTokens -> TokenCodec.write(sink, ofTokens);
      case Change.EndpointPut(var endpoint) -> OutboxCodec.writePut(sink, endpoint);
      case Change.EndpointRemoved(var id) -> OutboxCodec.writeRemoved(sink, id);
      case Change.NodePut(var node) -> NodeCodec.writePut(sink, node);
      case Change.NodeRemoved(var name) -> NodeCodec.writeRemoved(sink, name);
      case Change.StalenessPut(var account, var limit) ->
          NodeCodec.writeStaleness(sink, account, limit);
      case Change.RequestAnswered(var request) -> {
        sink.kind(24);
        KeyCodec.write(sink, request);
      }
      case Change.RequestForgotten(var id) -> {
        sink.kind(25);
        sink.blob(id.toBytes());
      }
      case Change.PassPut(var pass) -> {
        sink.kind(61);
        PersonCodec.write(sink, pass);
      }
      case Change.PassRemoved(var id) -> {
        sink.kind(62);
        sink.uuid(id.value());
      }
      case Change.SignInPut(var signIn) -> {
        sink.kind(63);
        PersonCodec.write(sink, signIn);
      }
      case Change.RulesPut(var rules) -> encode(sink, rules);
      case Change.GrantPut(var grant) -> {
        sink.kind(4);
        EntityCodec.write(sink, grant);
      }
      case Change.GrantRemoved(var account, var holder) -> {
        sink.kind(5);
        sink.text(account.value());
        EntityCodec.write(sink, holder);
      }
      case Change.RolePut(var role) -> {
        sink.kind(6);
        CatalogueCodec.write(sink, role);
      }
      case Change.RoleRemoved(var id) -> {
        sink.kind(7);
        sink.number(id.value());
      }
      case Change.CataloguePut(var catalogue) -> {
        sink.kind(8);
        CatalogueCodec.write(sink, catalogue);
      }
    }
  }

  private static void encode(Sink sink, AccountRules rules) {
    boolean plain = rules.refusalDays() == 0;
    sink.kind(plain ? 64 : RULES_PUT);
    sink.text(rules.account().value());
    sink.flag(rules.secondFactorRequired());
    if (!plain) {
      sink.number(rules.refusalDays());
    }
  }

  private static void encode(Sink sink, Account account) {
    boolean plain = account.renewalPeriod() == RenewalPeriod.THREE_MONTHS;
    sink.kind(plain ? 1 : 73);
    EntityCodec.write(sink, account);
    if (!plain) {
      sink.number(account.renewalPeriod().months());
    }
  }

  private static void encode(Sink sink, Change.OfKeys change) {
    switch (change) {
      case Change.KeyPut(var key) -> {
        boolean plain = KeyCodec.isPlain(key);
        sink.kind(plain ? 3 : 21);
        EntityCodec.write(sink, key);
        if (!plain) {
          KeyCodec.writeRest(sink, key);
        }
      }
      case Change.LinkPut(var link) -> {
        sink.kind(22);
        KeyCodec.write(sink, link);
      }
      case Change.LinkRemoved(var id) -> {
        sink.kind(23);
        sink.uuid(id.value());
      }
      case Change.ForeignHashPut(var key, var hash) -> {
        sink.kind(FOREIGN_HASH_PUT);
        sink.uuid(key.value());
        sink.blob(hash.toBytes());
      }
      case Change.ForeignHashRemoved(var key) -> {
        sink.kind(FOREIGN_HASH_REMOVED);
        sink.uuid(key.value());
      }
      case Change.LeakPut(var leak) -> {
        sink.kind(LEAK_PUT);
        KeyCodec.write(sink, leak);
      }
      case Change.OnLeakPut(var account, var rule) -> {
        sink.kind(ON_LEAK_PUT);
        sink.text(account.value());
        sink.text(rule.name());
      }
    }
  }

  private static Change decode(Source source) {
    int kind = source.kind();
    return switch (kind) {
      case 1 -> new Change.AccountPut(EntityCodec.account(source));
      case 2 -> new Change.UserPut(EntityCodec.user(source));
      case 3 -> new Change.KeyPut(EntityCodec.key(source));
      case 4 -> new Change.GrantPut(EntityCodec.grant(source));
      case 5 -> new Change.GrantRemoved(new AccountName(source.text()), EntityCodec.holder(source));
      case 6 -> new Change.RolePut(CatalogueCodec.role(source));
      case 7 -> new Change.RoleRemoved(new RoleId(source.number()));
      case FOREIGN_HASH_PUT ->
          new Change.ForeignHashPut(new KeyId(source.uuid()), new SealedHash(source.blob()));
      case FOREIGN_HASH_REMOVED -> new Change.ForeignHashRemoved(new KeyId(source.uuid()));
      case LEAK_PUT -> new Change.LeakPut(KeyCodec.leak(source));
      case ON_LEAK_PUT ->
          new Change.OnLeakPut(new AccountName(source.text()), OnLeak.valueOf(source.text()));
      case 8 -> new Change.CataloguePut(CatalogueCodec.catalogue(source));
      case 61 -> new Change.PassPut(PersonCodec.pass(source));
      case 62 -> new Change.PassRemoved(new PassId(source.uuid()));
      case 64 ->
          new Change.RulesPut(new AccountRules(new AccountName(source.text()), source.flag(), 0));
      case RULES_PUT ->
          new Change.RulesPut(
              new AccountRules(new AccountName(source.text()), source.flag(), source.number()));
      case 63 -> new Change.SignInPut(PersonCodec.signIn(source));
      case 21 -> new Change.KeyPut(KeyCodec.rest(source, EntityCodec.key(source)));
      case 22 -> new Change.LinkPut(KeyCodec.link(source));
      case 23 -> new Change.LinkRemoved(new LinkId(source.uuid()));
      case 24 -> new Change.RequestAnswered(KeyCodec.request(source));
      case 73 ->
          new Change.AccountPut(
              EntityCodec.account(source).with(RenewalPeriod.of(source.number())));
      case TokenCodec.KEY_PUT, TokenCodec.KEY_REMOVED, TokenCodec.REVOKED, TokenCodec.FORGOTTEN ->
          TokenCodec.read(kind, source);
      case OutboxCodec.PUT -> new Change.EndpointPut(OutboxCodec.endpoint(source));
      case OutboxCodec.REMOVED -> new Change.EndpointRemoved(new EndpointId(source.uuid()));
      case NodeCodec.PUT -> new Change.NodePut(NodeCodec.node(source));
      case NodeCodec.REMOVED -> new Change.NodeRemoved(new NodeName(source.text()));
      case NodeCodec.STALENESS -> NodeCodec.staleness(source);
      case 25 -> new Change.RequestForgotten(TokenDigest.of(source.blob()));
      default ->
          throw new IllegalArgumentException(
              "change of kind "
                  + kind
                  + " (expected: a known one; was it written by a newer version?)");
    };
  }
}

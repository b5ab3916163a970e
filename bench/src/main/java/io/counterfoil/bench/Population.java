package io.counterfoil.bench;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.ChainedEntry;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.key.TokenFormat;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.outbox.Outbox;
import io.counterfoil.core.outbox.Queued;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.store.AuditFilter;
import io.counterfoil.core.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Many keys over many accounts, made from a seed, so that every process that asks for as many gets
/// the same. It is read like a store and stores nothing.
final class Population implements Store {
  private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
  private static final int KEYS_AN_ACCOUNT = 100;

  private final int keys;
  private final Catalogue catalogue;
  private final Digester digester;
  private final Random random = new Random(20_260_101);
  private final Consumer<Pair> born;

  /// A pair to present, and who holds it; only of a population that is no secret.
  record Pair(AppKey appKey, AppToken token, AccountName account, Role role) {}

  /// @param born hears of each pair while the population is loaded
  Population(int keys, Catalogue catalogue, Pepper pepper, Consumer<Pair> born) {
    this.keys = keys;
    this.catalogue = catalogue;
    this.born = born;
    digester = new Digester(pepper);
  }

  /// The roles of a catalogue with which a key can do anything at all.
  static List<Role> useful(Catalogue catalogue) {
    return catalogue.roles().stream()
        .filter(role ->
            catalogue.operations().stream()
                .filter(operation -> operation.accepts().contains(CredentialKind.PAIR))
                .anyMatch(operation -> role.meets(operation.requirement())))
        .toList();
  }

  @Override
  public Revision load(Consumer<Change> into) {
    into.accept(new Change.CataloguePut(catalogue));
    List<Role> roles = useful(catalogue);
    for (int i = 0; i < keys; i++) {
      AccountName account = new AccountName("account" + i / KEYS_AN_ACCOUNT);
      if (i % KEYS_AN_ACCOUNT == 0) {
        into.accept(new Change.AccountPut(account(i / KEYS_AN_ACCOUNT + 1, account)));
      }
      Role role = roles.get(random.nextInt(roles.size()));
      ApiKey key = key(i, account, role);
      into.accept(new Change.KeyPut(key));
      into.accept(
          new Change.GrantPut(new Grant(account, new Holder.OfKey(key.id()), Set.of(role.id()))));
    }
    return Revision.NONE;
  }

  private static Account account(int number, AccountName name) {
    return new Account(
        number,
        name,
        AccountState.ACTIVE,
        new UserId(new UUID(1, number)),
        KeyCreation.SPONSOR_ONLY,
        List.of(),
        BORN);
  }

  private ApiKey key(int i, AccountName account, Role role) {
    AppKey name = AppKey.generate("appkey", account, random);
    AppToken token = TokenFormat.generate(random);
    born.accept(new Pair(name, token, account, role));
    return new ApiKey(
        new KeyId(new UUID(random.nextLong(), random.nextLong())),
        account,
        name,
        "key " + i,
        KeyState.ACTIVE,
        new Tokens.Settled(digester.counterpart(account, name, token, BORN)),
        List.of(),
        BORN,
        "bench",
        null,
        BORN);
  }

  @Override
  public Revision head() {
    return Revision.NONE;
  }

  @Override
  public void commit(Revision expectedHead, Commit commit, List<Queued> messages) {
    throw new UnsupportedOperationException("a population is only read");
  }

  @Override
  public List<Commit> after(long number, int limit) {
    return List.of();
  }

  @Override
  public List<ChainedEntry> audit(AuditFilter filter, long before, int limit) {
    return List.of();
  }

  @Override
  public List<ChainedEntry> auditAfter(AuditFilter filter, long after, int limit) {
    return List.of();
  }

  @Override
  public Outbox outbox() {
    throw new UnsupportedOperationException("a population tells nobody anything");
  }

  @Override
  public @Nullable SealedHash foreignHash(KeyId key) {
    return null;
  }

  @Override
  public void close() {
    // nothing is held
  }
}

package io.counterfoil.server.wiring;

import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.explain.Explainer;
import io.counterfoil.core.feed.FeedSigner;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.ImportedTokens;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.log.RecentRefusals;
import io.counterfoil.core.log.Trial;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Authority;
import io.counterfoil.core.registry.Effects;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Registry;
import io.counterfoil.core.registry.TokenIssuer;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.Past;
import io.counterfoil.core.store.Store;
import io.counterfoil.core.usage.RecordedUse;
import io.counterfoil.core.usage.UseLog;
import io.counterfoil.server.catalogue.CatalogueFile;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.control.UsageDesk;
import io.counterfoil.server.imports.ForeignTokens;
import io.counterfoil.server.leak.LeakDesk;
import io.counterfoil.server.leak.PublishedKeys;
import io.counterfoil.server.node.NodeBoard;
import io.counterfoil.server.node.NodeParts;
import io.counterfoil.server.person.PersonParts;
import io.counterfoil.server.token.Passwords;
import io.counterfoil.server.token.TokenParts;
import io.counterfoil.server.token.UserTokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Puts together what the surfaces work with, before anything listens.
final class Assembly {
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(24);
  private static final Origin AT_START = new Origin("start", null);

  private final ServerConfig config;
  private final DataDirectory data;
  private final InstantSource clock;
  private final Pepper pepper;
  private final SecureRandom random;
  private final Store store;
  private final UseLog uses;

  private final Directory directory;
  private final Authority authority;
  private final Registry registry;
  private final ImportedTokens imported;

  /// Over an open store and the view of it. A new record gets the catalogue that comes with the
  /// server.
  Assembly(
      ServerConfig config,
      DataDirectory data,
      InstantSource clock,
      Pepper pepper,
      SecureRandom random,
      Store store,
      LiveView view,
      UseLog uses) {
    this.config = config;
    this.data = data;
    this.clock = clock;
    this.pepper = pepper;
    this.random = random;
    this.store = store;
    this.uses = uses;
    directory = view.directory();
    authority =
        new Authority(
            directory,
            digester(),
            ruling -> uses.administered(ruling.decision(), ruling.attempt()));
    TokenIssuer issuer = new TokenIssuer(config.prefix(), digester(), random);
    registry = new Registry(view.keeper(), authority, issuer, clock);
    imported = new ImportedTokens(pepper);
    importBundledCatalogue();
  }

  /// One for each who works with it: a digester is not shared.
  private Digester digester() {
    return new Digester(pepper);
  }

  private void importBundledCatalogue() {
    if (directory.catalogue() == Catalogue.EMPTY) {
      registry.execute(
          new RoleCommand.ImportCatalogue(CatalogueFile.bundled()),
          new Actor.Operator("start"),
          AT_START);
    }
  }

  /// What is asked about pairs that nobody knows.
  ForeignTokens firstUses() {
    return new ForeignTokens(
        directory,
        store,
        registry,
        imported,
        digester(),
        clock,
        ForeignTokens.Limits.forProcessors(Runtime.getRuntime().availableProcessors()));
  }

  /// The parts of a server that is not reached anywhere yet.
  Parts parts(ForeignTokens firstUses, RecentRefusals refusals) {
    UserTokens userTokens =
        new UserTokens(
            data.signingKey(), TOKEN_LIFETIME, user -> directory.signIn(user).validFrom());
    TokenParts tokens =
        TokenParts.of(userTokens, directory.accessTokens()::signingKeys, pepper, clock);
    return new Parts(
        directory,
        registry,
        authority,
        store,
        new CredentialReader(tokens.reader()),
        tokens,
        new Passwords(random, config.signIn().breached()),
        PersonParts.of(directory, registry, pepper, clock, random).with(config.signIn().provider()),
        data.operatorToken(),
        data.auditKey(),
        imported,
        firstUses,
        new LeakDesk(directory, digester(), published(config.leakKeys(), clock)),
        refusals,
        new Explainer(digester(), directory),
        new Trial(directory, digester(), digester()),
        new Effects(directory, registry, new RecordedUse(uses::records, clock), digester()),
        new UsageDesk(uses),
        new Past(store, config.baseDomain()),
        clock,
        new NodeParts(new NodeBoard(directory.nodes()::all, clock), FeedSigner.of(pepper).check()),
        new OutboxSeal(pepper),
        config.outbound().smtp() != null,
        config.models(),
        data.deployment(),
        "");
  }

  private static @Nullable PublishedKeys published(@Nullable String source, InstantSource clock) {
    return source == null ? null : new PublishedKeys(source, clock);
  }
}

package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Plans what commands do to keys.
final class KeyPlans {
  private final Directory directory;
  private final TokenIssuer issuer;
  private final Lookup lookup;

  KeyPlans(Directory directory, TokenIssuer issuer) {
    this.directory = directory;
    this.issuer = issuer;
    lookup = new Lookup(directory);
  }

  Plan plan(KeyCommand command, String who, Instant now) {
    return switch (command) {
      case KeyCommand.CreateKey create -> create(create, who, now);
      case KeyCommand.SetKeyActive set -> setActive(set, now);
      case KeyCommand.RelabelKey relabel -> relabel(relabel);
      case KeyCommand.DeleteKey delete -> delete(delete, now);
      case KeyCommand.StartRenewal start -> startRenewal(start, now);
      case KeyCommand.FinishRenewal finish -> finishRenewal(finish, who, now);
      case KeyCommand.AddExternalKey add -> addExternal(add);
    };
  }

  private Plan create(KeyCommand.CreateKey command, String who, Instant now) {
    AccountName account = lookup.account(command.account()).name();
    String label = label(command.label());
    var roles = lookup.roles(account, command.roles());
    Instant expiry = command.expiresAt();
    if (expiry != null && !expiry.isAfter(now)) {
      throw new Rejection(
          Problem.Code.INVALID_VALUE,
          "expiresAt: `" + expiry + "` (expected: a time that is still to come)");
    }
    AppKey name = freshName(account);
    AppToken token = issuer.token();
    ApiKey key =
        new ApiKey(
            new KeyId(UUID.randomUUID()),
            account,
            name,
            label,
            KeyState.ACTIVE,
            new Tokens.Settled(issuer.counterpart(account, name, token, now)),
            List.of(),
            now,
            who,
            expiry,
            now);
    List<Change> changes = new ArrayList<>(List.of(new Change.KeyPut(key)));
    if (!roles.isEmpty()) {
      changes.add(
          new Change.GrantPut(new Grant(account, new Holder.OfKey(key.id()), command.roles())));
    }
    return new Plan(
        changes,
        "key.created",
        target(key),
        Map.of(),
        Map.of("label", label, "roles", Lookup.names(roles)),
        new Result.OfToken(new Issued(key, token)));
  }

  private AppKey freshName(AccountName account) {
    AppKey name;
    do {
      name = issuer.name(account);
    } while (directory.everKnown(name) != null);
    return name;
  }

  private Plan setActive(KeyCommand.SetKeyActive command, Instant now) {
    ApiKey key = lookup.key(command.account(), command.key());
    KeyState wanted = command.active() ? KeyState.ACTIVE : KeyState.INACTIVE;
    if (key.state() == wanted) {
      return Plan.nothing(new Result.OfKey(key));
    }
    ApiKey changed = key.with(wanted, now);
    return new Plan(
        List.of(new Change.KeyPut(changed)),
        command.active() ? "key.activated" : "key.deactivated",
        target(key),
        Map.of("state", key.state().name()),
        Map.of("state", wanted.name()),
        new Result.OfKey(changed));
  }

  private Plan relabel(KeyCommand.RelabelKey command) {
    ApiKey key = lookup.key(command.account(), command.key());
    String label = label(command.label());
    if (key.label().equals(label)) {
      return Plan.nothing(new Result.OfKey(key));
    }
    ApiKey changed = key.withLabel(label);
    return new Plan(
        List.of(new Change.KeyPut(changed)),
        "key.relabelled",
        target(key),
        Map.of("label", key.label()),
        Map.of("label", label),
        new Result.OfKey(changed));
  }

  private Plan delete(KeyCommand.DeleteKey command, Instant now) {
    ApiKey key = lookup.key(command.account(), command.key());
    ApiKey changed = key.with(KeyState.DELETED, now);
    return new Plan(
        List.of(
            new Change.KeyPut(changed),
            new Change.GrantRemoved(key.account(), new Holder.OfKey(key.id()))),
        "key.deleted",
        target(key),
        Map.of("state", key.state().name(), "label", key.label()),
        Map.of("state", KeyState.DELETED.name()),
        new Result.Done());
  }

  private Plan startRenewal(KeyCommand.StartRenewal command, Instant now) {
    ApiKey key = lookup.key(command.account(), command.key());
    if (key.tokens() instanceof Tokens.Renewing) {
      throw new Rejection(
          Problem.Code.RENEWAL_PENDING,
          "key `" + key.appKey() + "` is being renewed already; finish that renewal first");
    }
    AppToken token = issuer.token();
    ApiKey changed = key.renewing(issuer.counterpart(key.account(), key.appKey(), token, now));
    return new Plan(
        List.of(new Change.KeyPut(changed)),
        "key.renewal_started",
        target(key),
        Map.of("tokens", "1"),
        Map.of("tokens", "2"),
        new Result.OfToken(new Issued(changed, token)));
  }

  private Plan finishRenewal(KeyCommand.FinishRenewal command, String who, Instant now) {
    ApiKey key = lookup.key(command.account(), command.key());
    if (!(key.tokens() instanceof Tokens.Renewing renewing)) {
      throw new Rejection(
          Problem.Code.RENEWAL_NOT_STARTED,
          "key `" + key.appKey() + "` is not being renewed; start a renewal first");
    }
    ApiKey changed = key.renewed(renewing, now, who);
    return new Plan(
        List.of(new Change.KeyPut(changed)),
        "key.renewal_finished",
        target(key),
        Map.of("tokens", "2"),
        Map.of("tokens", "1"),
        new Result.OfKey(changed));
  }

  private Plan addExternal(KeyCommand.AddExternalKey command) {
    AccountName account = lookup.account(command.account()).name();
    ApiKey key = directory.key(command.appKey());
    if (key == null) {
      throw new Rejection(
          Problem.Code.KEY_NOT_FOUND,
          "appKey `" + command.appKey() + "` is not known; check its spelling with its owner");
    }
    if (key.account().equals(account)) {
      throw new Rejection(
          Problem.Code.KEY_IS_OWN,
          "key `" + key.appKey() + "` is the account's own (expected: another account's)");
    }
    var roles = lookup.roles(account, command.roles());
    return new Plan(
        List.of(
            new Change.GrantPut(new Grant(account, new Holder.OfKey(key.id()), command.roles()))),
        "key.added",
        target(key),
        Map.of(),
        Map.of("roles", Lookup.names(roles)),
        new Result.OfKey(key));
  }

  private static String label(String label) {
    if (label.isBlank() || label.length() > ApiKey.LONGEST_LABEL) {
      throw new Rejection(
          Problem.Code.INVALID_VALUE,
          "label: "
              + label.length()
              + " characters (expected: 1 to "
              + ApiKey.LONGEST_LABEL
              + ", saying what the key is for)");
    }
    return label.strip();
  }

  private static String target(ApiKey key) {
    return "key:" + key.appKey();
  }
}

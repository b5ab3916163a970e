package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.KeyEdit;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Plans what commands do to keys.
final class KeyPlans {
  private final Directory directory;
  private final TokenIssuer issuer;
  private final Lookup lookup;
  private final RenewalPlans renewals;
  private final LinkPlans links;
  private final DeletionPlans deletions;
  private final QuarantinePlans quarantines;
  private final ExternalKeyPlans externals;

  KeyPlans(Directory directory, TokenIssuer issuer) {
    this.directory = directory;
    this.issuer = issuer;
    lookup = new Lookup(directory);
    links = new LinkPlans(directory);
    renewals = new RenewalPlans(directory, issuer, links);
    deletions = new DeletionPlans(directory, links);
    quarantines = new QuarantinePlans(directory);
    externals = new ExternalKeyPlans(directory);
  }

  Plan plan(KeyCommand command, Occasion occasion) {
    return switch (command) {
      case KeyCommand.CreateKey create -> create(create, occasion);
      case KeyCommand.SetKeyActive set -> setActive(set, occasion.at());
      case KeyCommand.RelabelKey relabel -> relabel(relabel);
      case KeyCommand.EditKey edit -> edit(edit, occasion.at());
      case KeyCommand.SetKeyRoles set -> externals.setRoles(set);
      case KeyCommand.DeleteKey delete -> deletions.delete(delete, occasion);
      case KeyCommand.RestoreKey restore -> deletions.restore(restore, occasion.at());
      case KeyCommand.PurgeKey purge -> deletions.purge(purge);
      case KeyCommand.QuarantineKey quarantine -> quarantines.quarantine(quarantine, occasion.at());
      case KeyCommand.ReleaseKey release -> quarantines.release(release, occasion.at());
      case KeyCommand.StartRenewal start -> renewals.start(start, occasion);
      case KeyCommand.FinishRenewal finish -> renewals.finish(finish, occasion);
      case KeyCommand.UndoRenewal undo -> renewals.undo(undo, occasion);
      case KeyCommand.OpenLink open -> links.open(open, occasion);
      case KeyCommand.CancelLink cancel -> links.cancel(cancel, occasion.at());
      case KeyCommand.ExpireLink expire -> links.expire(expire, occasion.at());
      case KeyCommand.AddExternalKey add -> externals.add(add);
      case KeyCommand.RemoveExternalKey remove -> externals.remove(remove);
    };
  }

  private Plan create(KeyCommand.CreateKey command, Occasion occasion) {
    AccountName account = lookup.account(command.account()).name();
    Instant now = occasion.at();
    var roles = lookup.roles(account, command.roles());
    AppKey name = freshName(account);
    AppToken token = issuer.token();
    ApiKey key =
        new ApiKey(
            new KeyId(UUID.randomUUID()),
            account,
            name,
            KeyEdits.label(command.label()),
            KeyState.ACTIVE,
            new Tokens.Settled(issuer.counterpart(account, name, token, now)),
            List.of(),
            now,
            occasion.who(),
            KeyEdits.expiry(command.expiresAt(), now),
            now);
    for (KeyEdit edit : command.edits()) {
      key = KeyEdits.apply(edit, key, now);
    }
    List<Change> changes = new ArrayList<>(List.of(new Change.KeyPut(key)));
    if (!roles.isEmpty()) {
      changes.add(
          new Change.GrantPut(new Grant(account, new Holder.OfKey(key.id()), command.roles())));
    }
    Map<String, String> after = new TreeMap<>(KeyEdits.fields(key));
    after.put("roles", Lookup.names(roles));
    return Handing.plan(
        new Handing.Fresh(key, token, command.handover(), SingleAccessLink.Purpose.CREATION),
        occasion,
        new Plan(changes, "key.created", target(key), Map.of(), after, new Result.OfKey(key)));
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
    if (key.state() == KeyState.QUARANTINED) {
      throw new Rejection(
          Problem.Code.KEY_QUARANTINED,
          "key `" + key.appKey() + "` is quarantined; release it, and switch it on or off then");
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
    ApiKey changed = key.withLabel(KeyEdits.label(command.label()));
    return edited("key.relabelled", key, changed);
  }

  private Plan edit(KeyCommand.EditKey command, Instant now) {
    ApiKey key = lookup.key(command.account(), command.key());
    ApiKey changed = key;
    for (KeyEdit edit : command.edits()) {
      changed = KeyEdits.apply(edit, changed, now);
    }
    return edited("key.edited", key, changed);
  }

  private static Plan edited(String action, ApiKey key, ApiKey changed) {
    if (changed.equals(key)) {
      return Plan.nothing(new Result.OfKey(key));
    }
    Map<String, String> before = KeyEdits.fields(key);
    Map<String, String> after = KeyEdits.fields(changed);
    before.entrySet().removeIf(field -> after.remove(field.getKey(), field.getValue()));
    return new Plan(
        List.of(new Change.KeyPut(changed)),
        action,
        target(key),
        before,
        after,
        new Result.OfKey(changed));
  }

  static String target(ApiKey key) {
    return "key:" + key.appKey();
  }

  static Rejection invalid(String detail) {
    return new Rejection(Problem.Code.INVALID_VALUE, detail);
  }
}

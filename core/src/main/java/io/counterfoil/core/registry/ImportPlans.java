package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.ImportCommand;
import io.counterfoil.core.change.ImportReport;
import io.counterfoil.core.change.ImportReport.Mistake;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.ImportedKey;
import io.counterfoil.core.key.KeyIds;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.SealedHash;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Plans how keys are brought in from another system.
final class ImportPlans {
  private final Directory directory;
  private final Lookup lookup;

  ImportPlans(Directory directory) {
    this.directory = directory;
    lookup = new Lookup(directory);
  }

  Plan plan(ImportCommand command, String who, Instant now) {
    return switch (command) {
      case ImportCommand.ImportKeys(var account, var keys, var dryRun) -> {
        lookup.account(account);
        yield new Batch(account, who, now).plan(keys, dryRun);
      }
      case ImportCommand.AdoptToken adopt -> adopt(adopt);
    };
  }

  /// The keys of one command.
  private final class Batch {
    private final AccountName account;
    private final String who;
    private final Instant now;
    private final KeyIds ids;
    private final List<Change> changes = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Set<AppKey> seen = new HashSet<>();
    private final Set<RoleId> knownRoles = new HashSet<>();
    private int imported;
    private int unchanged;

    Batch(AccountName account, String who, Instant now) {
      this.account = account;
      this.who = who;
      this.now = now;
      ids = new KeyIds(now);
    }

    Plan plan(List<ImportedKey> keys, boolean dryRun) {
      keys.forEach(this::take);
      Result result = new Result.OfImport(new ImportReport(imported, unchanged, mistakes));
      if (dryRun || !mistakes.isEmpty() || imported == 0) {
        return Plan.nothing(result);
      }
      return new Plan(
          changes,
          "keys.imported",
          "account:" + account,
          Map.of(),
          Map.of(
              "imported",
              Integer.toString(imported),
              "unchanged",
              Integer.toString(unchanged),
              "first",
              keys.getFirst().appKey().value(),
              "last",
              keys.getLast().appKey().value()),
          result);
    }

    private void take(ImportedKey key) {
      ApiKey known = directory.everKnown(key.appKey());
      if (!seen.add(key.appKey())) {
        mistake(key, "stands twice (expected: once)");
      } else if (known != null && isSame(known, key)) {
        unchanged++;
      } else if (known != null) {
        mistake(key, "is taken already (expected: a name that no key ever had)");
      } else {
        takeNew(key);
      }
    }

    private boolean isSame(ApiKey known, ImportedKey key) {
      return known.account().equals(account)
          && known.state() != KeyState.DELETED
          && known.tokens().live().stream()
              .anyMatch(one -> one.pair().matches(key.counterpart().pair()));
    }

    private void takeNew(ImportedKey key) {
      String flaw = flaw(key);
      if (flaw != null) {
        mistake(key, flaw);
        return;
      }
      imported++;
      ApiKey made = made(key);
      SealedHash sealed = key.sealed();
      changes.add(new Change.KeyPut(made));
      if (sealed != null) {
        changes.add(new Change.ForeignHashPut(made.id(), sealed));
      }
      if (!key.roles().isEmpty()) {
        changes.add(
            new Change.GrantPut(new Grant(account, new Holder.OfKey(made.id()), key.roles())));
      }
    }

    private @Nullable String flaw(ImportedKey key) {
      if (key.label().isBlank() || key.label().length() > ApiKey.LONGEST_LABEL) {
        return "has a label of "
            + key.label().length()
            + " characters (expected: 1 to "
            + ApiKey.LONGEST_LABEL
            + ")";
      }
      Instant created = key.createdAt();
      if (created != null && created.isAfter(now)) {
        return "was made at `" + created + "` (expected: a time that has passed)";
      }
      Instant issued = key.counterpart().createdAt();
      if (issued.isAfter(now)) {
        return "has a token of `" + issued + "` (expected: a time that has passed)";
      }
      for (RoleId role : key.roles()) {
        if (!knownRoles.contains(role) && directory.role(account, role) == null) {
          return "names role `" + role + "`, which is not one of the account";
        }
        knownRoles.add(role);
      }
      return null;
    }

    private ApiKey made(ImportedKey key) {
      return new ApiKey(
          ids.next(UUID.randomUUID()),
          account,
          key.appKey(),
          key.label().strip(),
          key.active() ? KeyState.ACTIVE : KeyState.INACTIVE,
          new Tokens.Settled(key.counterpart()),
          List.of(),
          Objects.requireNonNullElse(key.createdAt(), now),
          who,
          key.expiresAt(),
          now);
    }

    private void mistake(ImportedKey key, String what) {
      mistakes.add(new Mistake(key.line(), "appKey `" + key.appKey() + "` " + what));
    }
  }

  /// The plan, which also forgets the foreign hashes that nothing stands before any more.
  Plan forgetting(Plan plan) {
    List<Change> forgotten = new ArrayList<>();
    for (Change change : plan.changes()) {
      if (change instanceof Change.KeyPut(var after) && after.placeholder() == null) {
        ApiKey before = directory.key(after.id());
        if (before != null && before.placeholder() != null) {
          forgotten.add(new Change.ForeignHashRemoved(after.id()));
        }
      }
    }
    return forgotten.isEmpty() ? plan : plan.changing(forgotten);
  }

  private Plan adopt(ImportCommand.AdoptToken command) {
    ApiKey key = lookup.key(command.account(), command.key());
    Tokens tokens =
        switch (key.tokens()) {
          case Tokens.Settled(var only) when isThat(only, command) ->
              new Tokens.Settled(command.counterpart());
          case Tokens.Renewing(var old, var fresh) when isThat(old, command) ->
              new Tokens.Renewing(command.counterpart(), fresh);
          case Tokens.Settled _, Tokens.Renewing _ ->
              throw new Rejection(
                  Problem.Code.INVALID_VALUE,
                  "key `" + key.appKey() + "` waits for no first use any more");
        };
    ApiKey changed = key.withTokens(tokens);
    return new Plan(
        List.of(new Change.KeyPut(changed)),
        "key.token_adopted",
        "key:" + key.appKey(),
        Map.of("token", "known by another system's hash"),
        Map.of("token", "known by its counterpart"),
        new Result.OfKey(changed));
  }

  private static boolean isThat(Counterpart counterpart, ImportCommand.AdoptToken command) {
    return counterpart.isPlaceholder() && counterpart.pair().matches(command.placeholder().pair());
  }
}

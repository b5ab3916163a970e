package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.AuditEntry;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.change.ImportCommand;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.LeakCommand;
import io.counterfoil.core.change.NodeCommand;
import io.counterfoil.core.change.OutboxCommand;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.change.SponsorCommand;
import io.counterfoil.core.change.TokenCommand;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.SnapshotKeeper;
import io.counterfoil.core.store.StaleHeadException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The only writer. Each command is checked, planned against the newest state, and committed with
/// its audit entry or not at all; one at a time.
public final class Registry {
  private static final int TRIES = 10;

  private final SnapshotKeeper keeper;
  private final Authority authority;
  private final InstantSource clock;
  private final Repetitions repetitions;
  private final Telling telling;
  private final KeyPlans keys;
  private final AccessPlans access;
  private final OutboxPlans outbox;
  private final PeoplePlans people;
  private final AccountPlans accounts;
  private final SponsorPlans sponsors;
  private final PersonPlans persons;
  private final ImportPlans imports;
  private final LeakPlans leaks;
  private final TokenPlans tokens;
  private final NodePlans nodes;

  /// A registry that commits through the keeper.
  public Registry(
      SnapshotKeeper keeper, Authority authority, TokenIssuer issuer, InstantSource clock) {
    this.keeper = keeper;
    this.authority = authority;
    this.clock = clock;
    Directory directory = keeper.directory();
    repetitions = new Repetitions(directory);
    telling = new Telling(directory);
    keys = new KeyPlans(directory, issuer);
    access = new AccessPlans(directory);
    imports = new ImportPlans(directory);
    leaks = new LeakPlans(directory);
    tokens = new TokenPlans(directory);
    nodes = new NodePlans(directory);
    outbox = new OutboxPlans(directory);
    people = new PeoplePlans(directory);
    accounts = new AccountPlans(directory, people);
    sponsors = new SponsorPlans(directory, people);
    persons = new PersonPlans(directory, accounts, sponsors);
  }

  /// Carries the command out for the actor, or says why not.
  ///
  /// @throws io.counterfoil.core.store.StoreException if the store cannot do its work
  public Outcome execute(Command command, Actor actor, Origin origin) {
    return execute(command, actor, origin, Conditions.NONE);
  }

  /// The same, if the conditions hold.
  ///
  /// @throws io.counterfoil.core.store.StoreException if the store cannot do its work
  public synchronized Outcome execute(
      Command command, Actor actor, Origin origin, Conditions conditions) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String who;
    switch (actor) {
      case Actor.Operator(var name) -> who = "operator:" + name;
      case Actor.Job(var name) -> who = "job:" + name;
      case Actor.Person(var user) -> {
        if (!(command instanceof PersonCommand)) {
          throw new IllegalArgumentException(
              "a person asked for something else (expected: what concerns themself)");
        }
        User person = keeper.directory().user(user);
        who = "user:" + (person == null ? user.toString() : person.email().value());
      }
      case Actor.Key(var appKey) -> {
        checkOwn(command, appKey);
        who = "key:" + appKey;
      }
      case Actor.LinkHolder(var link) -> {
        if (!(command instanceof KeyCommand.OpenLink(_, var asked, _, _)) || !asked.equals(link)) {
          throw new IllegalArgumentException(
              "a link's holder asked for something else (expected: to open link `" + link + "`)");
        }
        who = "link:" + link;
      }
      case Actor.Presenting(var credentials) -> {
        AccountName account = command.account();
        var attempt =
            new Attempt(
                credentials,
                (account == null ? Where.UNSAID : Where.account(account.value()))
                    .from(origin.address()),
                new Wanted.Resources(Authority.needs(command)),
                now);
        var ruling =
            account == null ? authority.rule(attempt) : authority.rule(attempt, command, account);
        switch (ruling.decision()) {
          case Decision.Refused refused -> {
            return new Outcome.Denied(refused, ruling.attempt());
          }
          case Decision.Allowed(var revision, var caller, var place, _) -> {
            if (Authority.isOperators(command)) {
              return new Outcome.Denied(
                  new Decision.Refused(
                      revision,
                      new Refusal.ResourceMissing(Authority.needs(command)),
                      caller,
                      place),
                  ruling.attempt());
            }
            who = caller.display();
          }
        }
      }
    }
    return carryOut(command, conditions, who, origin, now);
  }

  private static void checkOwn(Command command, AppKey appKey) {
    if (!(command instanceof TokenCommand.RevokeAccessToken(_, var token))
        || !token.holder().equals(appKey)) {
      throw new IllegalArgumentException(
          "a key asked for something else (expected: to take back an access token of its own)");
    }
  }

  /// Plans the command, whoever may ask it, and does nothing.
  public synchronized Rehearsal rehearse(Command command) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      Plan plan = plan(command, "rehearsal", new Origin("rehearsal", null), now);
      return new Rehearsal.Planned(
          plan.changes(), plan.action(), plan.target(), plan.before(), plan.after());
    } catch (Rejection e) {
      return new Rehearsal.Rejected(e.problem());
    } catch (IllegalArgumentException e) {
      return new Rehearsal.Rejected(
          new Problem(Problem.Code.INVALID_VALUE, String.valueOf(e.getMessage())));
    }
  }

  private Outcome carryOut(
      Command command, Conditions conditions, String who, Origin origin, Instant now) {
    for (int left = TRIES; ; left--) {
      try {
        Conditions.Once once = conditions.once();
        Result before = once == null ? null : repetitions.before(once, command.account(), who, now);
        if (before != null) {
          return new Outcome.Committed(keeper.directory().revision(), before);
        }
        check(command, conditions);
        Plan plan = imports.forgetting(plan(command, who, origin, now));
        if (once != null) {
          var occasion = new Occasion(who, origin.address(), now);
          plan = repetitions.remembering(plan, once, command.account(), occasion);
        }
        Revision revision = commit(command.account(), plan, who, origin, now);
        return new Outcome.Committed(revision, plan.result());
      } catch (Rejection e) {
        return new Outcome.Rejected(e.problem());
      } catch (IllegalArgumentException e) {
        return new Outcome.Rejected(
            new Problem(Problem.Code.INVALID_VALUE, String.valueOf(e.getMessage())));
      } catch (StaleHeadException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private void check(Command command, Conditions conditions) {
    AccountName account = command.account();
    KeyId id =
        switch (command) {
          case KeyCommand.OfOne one -> one.key();
          case RoleCommand.LinkRoles(_, Holder.OfKey(var key), _) -> key;
          case RoleCommand.UnlinkRole(_, Holder.OfKey(var key), _) -> key;
          case Command _ -> null;
        };
    if (conditions.tags().isEmpty()) {
      return;
    }
    Directory directory = keeper.directory();
    ApiKey key = id == null ? null : directory.key(id);
    if (key == null || account == null) {
      throw new Rejection(
          Problem.Code.INVALID_VALUE,
          "If-Match: what this changes has no tag (expected: only where a key is changed)");
    }
    if (!conditions.tags().contains(KeyTag.of(directory, account, key))) {
      throw new Rejection(
          Problem.Code.STALE_REVISION,
          "key `"
              + key.appKey()
              + "` was changed since it was read; read it again, and decide again");
    }
  }

  private Revision commit(
      @Nullable AccountName account, Plan plan, String who, Origin origin, Instant now) {
    Revision head = keeper.directory().revision();
    if (plan.isNothing()) {
      return head;
    }
    var entry =
        new AuditEntry(
            now,
            account,
            who,
            plan.action(),
            plan.target(),
            plan.before(),
            plan.after(),
            origin.requestId(),
            origin.address());
    Commit commit = Commit.after(head, entry, plan.changes());
    keeper.commit(commit, telling.of(account, plan, who, now));
    return commit.revision();
  }

  private Plan plan(Command command, String who, Origin origin, Instant now) {
    return switch (command) {
      case KeyCommand key -> keys.plan(key, new Occasion(who, origin.address(), now));
      case ImportCommand importing -> imports.plan(importing, who, now);
      case LeakCommand leak -> leaks.plan(leak, new Occasion(who, origin.address(), now));
      case TokenCommand token -> tokens.plan(token, now);
      case NodeCommand node -> nodes.plan(node, new Occasion(who, origin.address(), now));
      case RoleCommand role -> access.plan(role);
      case PeopleCommand person -> people.plan(person, new Occasion(who, origin.address(), now));
      case OutboxCommand outgoing ->
          outbox.plan(outgoing, new Occasion(who, origin.address(), now));
      case PersonCommand own -> persons.plan(own, now);
      case AccountCommand account -> accounts.plan(account, now);
      case SponsorCommand sponsor ->
          sponsors.plan(sponsor, new Occasion(who, origin.address(), now));
    };
  }
}

package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Usage;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.explain.KnownUse;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.Forecast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells what a command would change for those who call, before it is carried out: it is planned as
/// ever, and every call is decided on twice, as things are and as they would be.
///
/// Thread-safe: one command at a time.
public final class Effects {
  private static final int MOST_HOLDERS = 500;

  private final Directory directory;
  private final Registry registry;
  private final KnownUse known;
  private final Verifier verifier;

  /// @param digester is used here alone
  public Effects(Directory directory, Registry registry, KnownUse known, Digester digester) {
    this.directory = directory;
    this.registry = registry;
    this.known = known;
    verifier = new Verifier(digester);
  }

  /// What would change.
  ///
  /// @param holders those for whom something would, by what they would lose
  /// @param examined how many were looked at
  /// @param concerned how many there were to look at
  public record Seen(
      Rehearsal.Planned planned, List<ForHolder> holders, int examined, int concerned) {
    public Seen {
      holders = List.copyOf(holders);
    }
  }

  /// What would change for one key or person.
  ///
  /// @param lost calls that pass and would not
  /// @param gained calls that do not pass and would
  /// @param refusedUse known calls from where they would be refused, with their counts
  /// @param oldTokenCallers who calls with a token that would be out of use
  public record ForHolder(
      Holder holder,
      List<Lost> lost,
      List<Operation> gained,
      List<RefusedUse> refusedUse,
      List<Usage.Seen> oldTokenCallers) {
    public ForHolder {
      lost = List.copyOf(lost);
      gained = List.copyOf(gained);
      refusedUse = List.copyOf(refusedUse);
      oldTokenCallers = List.copyOf(oldTokenCallers);
    }

    /// Whether nothing would change.
    public boolean isNothing() {
      return lost.isEmpty()
          && gained.isEmpty()
          && refusedUse.isEmpty()
          && oldTokenCallers.isEmpty();
    }
  }

  /// A call that would be refused, and why.
  public record Lost(Operation operation, Refusal refusal) {}

  /// A known use that passes now and would be refused, and why.
  public record RefusedUse(KnownUse.Use use, Refusal refusal) {}

  /// What came of asking.
  public sealed interface Answer {
    /// It could be done.
    record Would(Seen seen) implements Answer {}

    /// It could not.
    record Rejected(Problem problem) implements Answer {}
  }

  /// What the command would change in the account.
  public synchronized Answer of(Command command, AccountName account, Instant at) {
    return switch (registry.rehearse(command)) {
      case Rehearsal.Rejected(var problem) -> new Answer.Rejected(problem);
      case Rehearsal.Planned planned -> new Answer.Would(seen(planned, account, at));
    };
  }

  private Seen seen(Rehearsal.Planned planned, AccountName account, Instant at) {
    Snapshot after = new Forecast(directory, planned.changes());
    Set<Holder> concerned = concerned(planned.changes(), account);
    List<ForHolder> changed = new ArrayList<>();
    List<KnownUse.Use> uses = known.in(account);
    concerned.stream()
        .limit(MOST_HOLDERS)
        .map(holder -> forHolder(holder, new Comparison(after, planned, account, uses, at)))
        .filter(one -> !one.isNothing())
        .sorted(Comparator.comparingInt((ForHolder one) -> one.lost().size()).reversed())
        .forEach(changed::add);
    return new Seen(planned, changed, Math.min(concerned.size(), MOST_HOLDERS), concerned.size());
  }

  private record Comparison(
      Snapshot after,
      Rehearsal.Planned planned,
      AccountName account,
      List<KnownUse.Use> uses,
      Instant at) {}

  /// Who could call differently afterwards.
  private Set<Holder> concerned(List<Change> changes, AccountName account) {
    Set<Holder> concerned = new LinkedHashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.KeyPut(var key) -> concerned.add(new Holder.OfKey(key.id()));
        case Change.GrantPut(var grant) -> concerned.add(grant.holder());
        case Change.GrantRemoved(_, var holder) -> concerned.add(holder);
        case Change.RolePut(var role) -> concerned.addAll(holders(account, role.id()));
        case Change.RoleRemoved(var id) -> concerned.addAll(holders(account, id));
        case Change.AccountPut _, Change.CataloguePut _ -> concerned.addAll(everybody(account));
        case Change.UserPut(var user) -> concerned.add(new Holder.OfUser(user.id()));
        case Change.OfTokens _, Change.Aside _, Change.StalenessPut _ -> {
          // nobody may do less or more by it
        }
      }
    }
    return concerned;
  }

  private List<Holder> holders(AccountName account, RoleId role) {
    return directory.holders(account, role);
  }

  private Set<Holder> everybody(AccountName account) {
    Set<Holder> all = new LinkedHashSet<>();
    directory.keysOf(account).forEach(key -> all.add(new Holder.OfKey(key.id())));
    directory.grants(account).stream().map(Grant::holder).forEach(all::add);
    return all;
  }

  private ForHolder forHolder(Holder holder, Comparison compared) {
    List<Usage.Seen> callers = oldTokenCallers(holder, compared.planned());
    Subject subject = subject(holder);
    if (subject == null) {
      return new ForHolder(holder, List.of(), List.of(), List.of(), callers);
    }
    List<Lost> lost = new ArrayList<>();
    List<Operation> gained = new ArrayList<>();
    Set<Operation> operations = new LinkedHashSet<>(directory.catalogue().operations());
    operations.addAll(compared.after().catalogue().operations());
    for (Operation operation : operations) {
      Attempt attempt =
          attempt(
              subject, operation.method(), operation.template().value(), Where.ANYWHERE, compared);
      Refusal before = verifier.judge(directory, attempt);
      Refusal then = verifier.judge(compared.after(), attempt);
      if (before == null && then != null) {
        lost.add(new Lost(operation, then));
      } else if (before != null && then == null) {
        gained.add(operation);
      }
    }
    return new ForHolder(holder, lost, gained, refusedUse(holder, subject, compared), callers);
  }

  private List<RefusedUse> refusedUse(Holder holder, Subject subject, Comparison compared) {
    List<RefusedUse> refused = new ArrayList<>();
    for (KnownUse.Use use : compared.uses()) {
      if (use.holder().equals(holder)) {
        String address = use.address() == null ? Where.ANYWHERE : use.address();
        Attempt attempt = attempt(subject, use.method(), use.path(), address, compared);
        Refusal before = verifier.judge(directory, attempt);
        Refusal then = verifier.judge(compared.after(), attempt);
        if (before == null && then != null) {
          refused.add(new RefusedUse(use, then));
        }
      }
    }
    return refused;
  }

  /// The path of an operation's template is one that it matches.
  private static Attempt attempt(
      Subject subject, String method, String path, String address, Comparison compared) {
    return new Attempt(
        new Credentials.Supposed(subject),
        Where.account(compared.account().value()).from(address),
        new Wanted.Call(method, new RequestPath.Canonical(path)),
        compared.at());
  }

  private @Nullable Subject subject(Holder holder) {
    return switch (holder) {
      case Holder.OfKey(var id) -> {
        ApiKey key = directory.key(id);
        yield key == null || key.state() == KeyState.DELETED && key.restorable() == null
            ? null
            : new Subject.OfKey(key.appKey());
      }
      case Holder.OfUser(var id) -> new Subject.OfUser(id);
    };
  }

  private List<Usage.Seen> oldTokenCallers(Holder holder, Rehearsal.Planned planned) {
    List<Usage.Seen> callers = new ArrayList<>();
    for (Change change : planned.changes()) {
      if (change instanceof Change.KeyPut(var key) && holder.equals(new Holder.OfKey(key.id()))) {
        ApiKey before = directory.key(key.id());
        Set<Counterpart> gone = new HashSet<>(before == null ? List.of() : before.tokens().live());
        if (key.state() != KeyState.DELETED) {
          gone.removeAll(key.tokens().live());
        }
        gone.forEach(token -> callers.addAll(directory.usage().callersOf(token)));
      }
    }
    return callers;
  }
}

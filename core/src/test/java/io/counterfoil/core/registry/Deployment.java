package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.Commit;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.Credentials;
import io.counterfoil.core.decision.Decision;
import io.counterfoil.core.decision.Subject;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.Pepper;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import io.counterfoil.core.store.MemoryStore;
import io.counterfoil.core.store.SnapshotKeeper;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A whole deployment of real parts, in memory: the accounts `acme` and `beta`, and a clock that
/// stands still until it is set.
public final class Deployment {
  public static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  public static final AccountName ACME = new AccountName("acme");
  public static final AccountName BETA = new AccountName("beta");
  public static final ResourceKey VIEW = new ResourceKey("ViewOrders");
  public static final ResourceKey EDIT = new ResourceKey("EditOrders");
  public static final Role VIEWER = new Role(new RoleId(1), null, "Order viewer", Set.of(VIEW));
  public static final Role CLERK =
      new Role(new RoleId(2), null, "Clerk", Set.of(new ResourceKey("EditApiKeys")));
  public static final Role SAVER =
      new Role(new RoleId(3), null, "Saver", Set.of(new ResourceKey("Save_User")));
  public static final Actor OPERATOR = new Actor.Operator("olga");
  public static final Origin ORIGIN = new Origin("request-1", "192.0.2.7");

  public final MemoryStore store = new MemoryStore();
  public final SnapshotKeeper keeper = new SnapshotKeeper(store, "api.example.com");
  public final Directory directory = keeper.directory();
  public final Digester digester;
  public final Registry registry;
  public volatile Instant now = NOON;
  private final Verifier verifier;

  public Deployment() {
    Pepper pepper = new Pepper(1, new byte[Pepper.BYTES]);
    digester = new Digester(pepper);
    verifier = new Verifier(digester);
    registry =
        new Registry(
            keeper,
            new Authority(directory, new Digester(pepper)),
            new TokenIssuer("appkey", new Digester(pepper), new SecureRandom()),
            () -> now);
    keeper.load();
    done(new RoleCommand.ImportCatalogue(catalogue("1", VIEWER)));
    for (AccountName account : List.of(ACME, BETA)) {
      Email sponsor = new Email("sponsor@" + account + ".example");
      done(new AccountCommand.CreateAccount(account, sponsor, "Sponsor", null, List.of()));
    }
  }

  /// A key with its token, as it was issued.
  public record Pair(ApiKey key, AppToken token) {
    /// The key's name.
    public String name() {
      return key.appKey().value();
    }

    /// The credentials that they make.
    public Credentials credentials() {
      return new Credentials.Pair(key.appKey(), token);
    }
  }

  /// The catalogue, with that role as its number 1.
  public static Catalogue catalogue(String version, Role viewer) {
    return new Catalogue(
        "test",
        version,
        List.of(resource(VIEW), resource(EDIT)),
        List.of(viewer, CLERK, SAVER),
        List.of(
            new Operation(
                "GET",
                new PathTemplate("/orders/{id}"),
                "Read an order",
                Requirement.anyOf(List.of(VIEW)),
                Set.of(CredentialKind.PAIR, CredentialKind.USER_TOKEN)),
            new Operation(
                "GET",
                new PathTemplate("/me"),
                "Read oneself",
                Requirement.anyOf(List.of(VIEW)),
                Set.of(CredentialKind.USER_TOKEN))));
  }

  private static Resource resource(ResourceKey key) {
    return new Resource(key, key.value(), "OMS", "Orders", 0, 0, false, false);
  }

  /// What became of the command when the operator asked for it.
  public Outcome execute(Command command) {
    return registry.execute(command, OPERATOR, ORIGIN);
  }

  /// What the command left behind.
  public Outcome.Result done(Command command) {
    return committed(execute(command)).result();
  }

  /// What the outcome must be.
  public static Outcome.Committed committed(Outcome outcome) {
    if (outcome instanceof Outcome.Committed committed) {
      return committed;
    }
    throw new AssertionError("not committed: " + outcome);
  }

  /// Why the operator's command could not be done.
  public Problem problem(Command command) {
    Outcome outcome = execute(command);
    if (outcome instanceof Outcome.Rejected(var problem)) {
      return problem;
    }
    throw new AssertionError("not rejected: " + outcome);
  }

  /// Issues a key of the account with these roles.
  public Pair issue(AccountName account, Role... roles) {
    return pair(done(new KeyCommand.CreateKey(account, "ERP", ids(roles), null)));
  }

  /// The numbers of the roles.
  public static Set<RoleId> ids(Role... roles) {
    return Set.of(List.of(roles).stream().map(Role::id).toArray(RoleId[]::new));
  }

  /// The pair that a command issued.
  public static Pair pair(Outcome.Result result) {
    if (result instanceof Outcome.Result.OfToken(var issued)) {
      return new Pair(issued.key(), issued.reveal());
    }
    throw new AssertionError("no token: " + result);
  }

  /// The Sponsor of the account, as a person.
  public User sponsor(AccountName account) {
    User sponsor = directory.user(new Email("sponsor@" + account + ".example"));
    if (sponsor == null) {
      throw new AssertionError("no Sponsor of " + account);
    }
    return sponsor;
  }

  /// The Sponsor of the account, signed in.
  public Actor signedIn(AccountName account) {
    return new Actor.Presenting(userToken(new Subject.OfUser(sponsor(account).id())));
  }

  /// A user token that has not expired.
  public Credentials userToken(Subject subject) {
    return new Credentials.UserToken(subject, now.plusSeconds(3600));
  }

  /// Decides whether the credentials may read an order, in the account of their own.
  public Decision readOrder(Credentials credentials) {
    return readOrder(credentials, Where.UNSAID);
  }

  /// Decides whether the credentials may read an order there.
  public Decision readOrder(Credentials credentials, Where where) {
    return decide(credentials, where, call("GET", "/orders/7"));
  }

  /// Decides.
  public Decision decide(Credentials credentials, Where where, Wanted wanted) {
    return verifier.decide(directory, new Attempt(credentials, where, wanted, now));
  }

  /// A call.
  public static Wanted call(String method, String path) {
    return new Wanted.Call(method, RequestPath.read(path));
  }

  /// The code that the decision refuses with; `ALLOWED` where it does not.
  public static String verdict(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "ALLOWED";
      case Decision.Refused refused -> refused.refusal().code().name();
    };
  }

  /// Every commit so far.
  public List<Commit> commits() {
    return store.after(0, Integer.MAX_VALUE);
  }
}

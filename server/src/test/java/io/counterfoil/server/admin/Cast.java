package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.User;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Administration;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.demo.DemoAccount;
import io.counterfoil.server.token.UserTokens;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Who asks in the authorization matrix: people and keys with all sorts of access, each with the
/// headers that say so.
final class Cast {
  private static final AccountName OURS = DemoAccount.NAME;
  private static final AccountName THEIRS = new AccountName("demomarket");
  private static final Set<String> VIEWS =
      Set.of(
          "ViewApiKeys",
          "ViewAdminUsers",
          "Get_Users_Paged",
          "Get_User_By_Identifier",
          "Get_Roles_Paged",
          "Get_Account_By_Identifier",
          "view_metrics");

  private final RunningDemo demo;
  private final Map<String, Member> fixed = new LinkedHashMap<>();
  private final Map<Set<String>, List<String>> pairs = new HashMap<>();

  /// One of them.
  ///
  /// @param holds the resources held in the account
  /// @param headers names and values in turn
  record Member(String name, Standing standing, Set<String> holds, List<String> headers) {
    boolean may(OperationRule rule) {
      return switch (rule) {
        case OperationRule.Anyone _ -> true;
        case OperationRule.Operator _ -> standing == Standing.OPERATOR;
        case OperationRule.Sponsor _ -> standing != Standing.OTHER;
        case OperationRule.Person _ -> headers.contains("VtexIdclientAutCookie");
        case OperationRule.AnyOf(var resources) ->
            standing != Standing.OTHER || resources.stream().anyMatch(holds::contains);
      };
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// What somebody is, apart from their resources.
  enum Standing {
    OPERATOR,
    SPONSOR,
    OTHER
  }

  Cast(RunningDemo demo) {
    this.demo = demo;
    Set<String> all =
        Administration.resources().stream()
            .map(resource -> resource.key().value())
            .collect(Collectors.toSet());
    add("the operator", Standing.OPERATOR, Set.of(), demo.operatorHeaders());
    add("the Sponsor", Standing.SPONSOR, Set.of(), session(sponsor(OURS)));
    add("a delegated user", Standing.OTHER, all, session(user("delegated@matrix.example", all)));
    add("a user who may look", Standing.OTHER, VIEWS, session(user("looks@matrix.example", VIEWS)));
    add(
        "a user without a role",
        Standing.OTHER,
        Set.of(),
        session(user("none@m.example", Set.of())));
    add("another account's Sponsor", Standing.OTHER, Set.of(), session(THEIRS, sponsor(THEIRS)));
    add("another account's key", Standing.OTHER, Set.of(), pair(THEIRS, all));
    add("a key without a role", Standing.OTHER, Set.of(), pair(OURS, Set.of()));
    add("a stranger", Standing.OTHER, Set.of(), List.of("X-Request-Id", "matrix"));
  }

  private void add(String name, Standing standing, Set<String> holds, List<String> headers) {
    fixed.put(name, new Member(name, standing, holds, headers));
  }

  /// Everybody who is asked about the operation: with the fixed ones, a key with each resource that
  /// would do, and a key with everything else.
  List<Member> askedAbout(OperationRule rule) {
    Map<String, Member> members = new LinkedHashMap<>(fixed);
    Set<String> would = rule instanceof OperationRule.AnyOf(var resources) ? resources : Set.of();
    for (String one : would) {
      members.put(one, key("a key with " + one + " alone", Set.of(one)));
    }
    Set<String> others = new HashSet<>();
    for (Resource resource : Administration.resources()) {
      if (!would.contains(resource.key().value())) {
        others.add(resource.key().value());
      }
    }
    members.put("others", key("a key with all but what would do", others));
    return List.copyOf(members.values());
  }

  private Member key(String name, Set<String> holds) {
    return new Member(
        name, Standing.OTHER, holds, pairs.computeIfAbsent(holds, some -> pair(OURS, some)));
  }

  private List<String> pair(AccountName account, Set<String> resources) {
    var create = new KeyCommand.CreateKey(account, "matrix", roles(account, resources), null);
    if (done(create) instanceof Outcome.Result.OfToken(var issued)) {
      return List.of(
          "X-VTEX-API-AppKey",
          issued.key().appKey().value(),
          "X-VTEX-API-AppToken",
          issued.reveal().reveal());
    }
    throw new IllegalStateException("a key was made and not handed over");
  }

  private Set<RoleId> roles(AccountName account, Set<String> resources) {
    if (resources.isEmpty()) {
      return Set.of();
    }
    Set<ResourceKey> keys = resources.stream().map(ResourceKey::new).collect(Collectors.toSet());
    String name = "Matrix " + demo.server().parts().directory().revision().number();
    if (done(new RoleCommand.CreateRole(account, name, keys))
        instanceof Outcome.Result.OfRole(var role)) {
      return Set.of(role.id());
    }
    throw new IllegalStateException("a role was made and not handed over");
  }

  private User user(String email, Set<String> resources) {
    if (done(new PeopleCommand.AddUser(OURS, new Email(email), ""))
        instanceof Outcome.Result.OfUser(var user)) {
      done(new RoleCommand.LinkRoles(OURS, new Holder.OfUser(user.id()), roles(OURS, resources)));
      return user;
    }
    throw new IllegalStateException("a user was added and not handed over");
  }

  private User sponsor(AccountName account) {
    var directory = demo.server().parts().directory();
    var view = Objects.requireNonNull(directory.account(account));
    return Objects.requireNonNull(directory.user(view.account().sponsor()));
  }

  private List<String> session(User user) {
    return session(OURS, user);
  }

  private List<String> session(AccountName account, User user) {
    UserTokens tokens = demo.server().parts().userTokens();
    var token = tokens.issue(user, account, demo.server().parts().clock().instant());
    return List.of("VtexIdclientAutCookie", token.text().reveal());
  }

  private Outcome.Result done(Command command) {
    var outcome =
        demo.server()
            .parts()
            .registry()
            .execute(command, new Actor.Operator("matrix"), new Origin("matrix", null));
    if (outcome instanceof Outcome.Committed(_, var result)) {
      return result;
    }
    throw new IllegalStateException("not done: " + outcome);
  }
}

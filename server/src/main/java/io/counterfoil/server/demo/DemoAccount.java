package io.counterfoil.server.demo;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Issued;
import io.counterfoil.core.registry.Origin;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Administration;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.control.Parts;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Fills an empty store with the account `demostore`, through the same commands as everybody's.
public final class DemoAccount {
  /// What the account is called.
  public static final AccountName NAME = new AccountName("demostore");

  private static final AccountName NEIGHBOUR = new AccountName("demomarket");
  private static final Email SPONSOR = new Email("sponsor@demostore.example");
  private static final Email NEIGHBOURS_SPONSOR = new Email("sponsor@demomarket.example");
  private static final String READ_ONLY = "OMS - Read only";
  private static final Actor OPERATOR = new Actor.Operator("demo");
  private static final Origin ORIGIN = new Origin("demo", null);

  private final Parts parts;
  private final SecureRandom random;

  /// A demo in the store behind the parts.
  public DemoAccount(Parts parts, SecureRandom random) {
    this.parts = parts;
    this.random = random;
  }

  /// Whether the store already holds it.
  public boolean exists() {
    return parts.directory().account(NAME) != null;
  }

  /// Makes it, and hands over its credentials; they can be had only once.
  public DemoCredentials create() {
    String password = password();
    execute(
        new AccountCommand.CreateAccount(
            NAME, SPONSOR, "Ana Sponsor", parts.passwords().hash(password), List.of()));
    execute(new AccountCommand.SetKeyCreation(NAME, KeyCreation.DELEGATED));
    Role admin = administration();
    Role readOnly = predefined(READ_ONLY);
    Issued adminKey = key("Administration", Set.of(admin.id()));
    Issued orders = key("ERP orders", Set.of(readOnly.id()));
    Issued noRole = key("New integration, no role yet", Set.of());
    Issued inactive = key("Old warehouse, switched off", Set.of(readOnly.id()));
    execute(new KeyCommand.SetKeyActive(NAME, inactive.key().id(), false));
    Issued renewing = key("Payments, being renewed", Set.of(readOnly.id()));
    Issued renewed = token(new KeyCommand.StartRenewal(NAME, renewing.key().id()));
    neighbour(readOnly);
    return new DemoCredentials(
        SPONSOR, password, adminKey, orders, noRole, inactive, renewing, renewed);
  }

  /// Another account, where only the Sponsor may create keys; one of its keys acts in the demo.
  private void neighbour(Role readOnly) {
    execute(
        new AccountCommand.CreateAccount(
            NEIGHBOUR,
            NEIGHBOURS_SPONSOR,
            "Rui Sponsor",
            parts.passwords().hash(password()),
            List.of()));
    ApiKey partner =
        token(new KeyCommand.CreateKey(NEIGHBOUR, "Partner catalogue", Set.of(), null)).key();
    execute(new KeyCommand.AddExternalKey(NAME, partner.appKey(), Set.of(readOnly.id())));
    execute(
        new RoleCommand.LinkRoles(
            NEIGHBOUR, new Holder.OfKey(partner.id()), Set.of(readOnly.id())));
  }

  /// A role with every resource of License Manager.
  private Role administration() {
    var keys =
        parts.directory().catalogue().resources().stream()
            .filter(resource -> resource.product().equals("License Manager"))
            .map(Resource::key)
            .collect(Collectors.toCollection(HashSet::new));
    Administration.resources().forEach(resource -> keys.add(resource.key()));
    Outcome.Result made = execute(new RoleCommand.CreateRole(NAME, "License Manager - all", keys));
    if (made instanceof Outcome.Result.OfRole(var role)) {
      return role;
    }
    throw new IllegalStateException("a role was made and not handed over");
  }

  private Role predefined(String name) {
    return parts.directory().catalogue().roles().stream()
        .filter(role -> role.name().equals(name))
        .findAny()
        .orElseThrow(() ->
            new IllegalStateException(
                "role `" + name + "` is not in the catalogue (expected: the catalogue vtex)"));
  }

  private Issued key(String label, Set<RoleId> roles) {
    return token(new KeyCommand.CreateKey(NAME, label, roles, null));
  }

  private Issued token(Command command) {
    if (execute(command) instanceof Outcome.Result.OfToken(var issued)) {
      return issued;
    }
    throw new IllegalStateException("a token was made and not handed over");
  }

  private Outcome.Result execute(Command command) {
    return switch (parts.registry().execute(command, OPERATOR, ORIGIN)) {
      case Outcome.Committed(_, var result) -> result;
      case Outcome.Rejected(var problem) -> throw new IllegalStateException(problem.detail());
      case Outcome.Denied _ -> throw new IllegalStateException("the operator was refused");
    };
  }

  /// Random, and what [io.counterfoil.server.token.Passwords] asks for.
  private String password() {
    StringBuilder password = new StringBuilder("Demo-");
    for (int i = 0; i < 16; i++) {
      password.append("abcdefghijkmnpqrstuvwxyz".charAt(random.nextInt(24)));
    }
    return password.append(random.nextInt(10)).toString();
  }
}

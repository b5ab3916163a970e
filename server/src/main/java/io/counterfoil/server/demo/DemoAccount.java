package io.counterfoil.server.demo;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.Email;
import io.counterfoil.core.account.KeyCreation;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.registry.Issued;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Administration;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.server.control.Parts;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The account `demostore`, and the keys that its introduction shows.
public final class DemoAccount {
  /// What the account is called.
  public static final AccountName NAME = new AccountName("demostore");

  static final String READ_ONLY = "OMS - Read only";

  private static final AccountName NEIGHBOUR = new AccountName("demomarket");
  private static final Email SPONSOR = new Email("sponsor@demostore.example");
  private static final Email NEIGHBOURS_SPONSOR = new Email("sponsor@demomarket.example");

  private final DemoHands hands;
  private final SecureRandom random;
  private final Map<String, Issued> issued = new HashMap<>();
  private @Nullable Role admin;
  private String password = "";

  /// A demo in the store behind the parts.
  public DemoAccount(Parts parts, SecureRandom random) {
    this(new DemoHands(parts), random);
  }

  DemoAccount(DemoHands hands, SecureRandom random) {
    this.hands = hands;
    this.random = random;
  }

  /// Whether the store already holds it.
  public boolean exists() {
    return hands.parts().directory().account(NAME) != null;
  }

  /// Makes it as it is at its introduction, with no past, and hands over its credentials; they can
  /// be had only once.
  public DemoCredentials create() {
    DemoScript script = new DemoScript();
    write(script);
    script.play(null);
    return credentials();
  }

  /// Writes how it came to be.
  void write(DemoScript script) {
    script.daysAgo(210, this::open);
    script.daysAgo(140, () -> key("inactive", "Old warehouse, switched off", readOnly()));
    script.daysAgo(120, () -> key("renewing", "Payments, being renewed", readOnly()));
    script.daysAgo(83, () -> key("orders", "ERP orders", readOnly()));
    script.daysAgo(60, () -> key("admin", "Administration", admin()));
    script.daysAgo(45, this::openNeighbour);
    script.daysAgo(30, () -> hands.act(new KeyCommand.SetKeyActive(NAME, id("inactive"), false)));
    script.daysAgo(
        5,
        () ->
            issued.put("renewed", hands.token(new KeyCommand.StartRenewal(NAME, id("renewing")))));
    script.ago(
        Duration.ofHours(30),
        () -> issued.put("noRole", hands.key("New integration, no role yet", Set.of())));
  }

  private void open() {
    password = password();
    hands.operate(
        new AccountCommand.CreateAccount(
            NAME, SPONSOR, "Ana Sponsor", hands.parts().passwords().hash(password), List.of()));
    hands.operate(new AccountCommand.SetKeyCreation(NAME, KeyCreation.DELEGATED));
    admin = administration();
  }

  /// Another account, where only the Sponsor may create keys; one of its keys acts in the demo.
  private void openNeighbour() {
    hands.operate(
        new AccountCommand.CreateAccount(
            NEIGHBOUR,
            NEIGHBOURS_SPONSOR,
            "Rui Sponsor",
            hands.parts().passwords().hash(password()),
            List.of()));
    if (!(hands.operate(new KeyCommand.CreateKey(NEIGHBOUR, "Partner catalogue", Set.of(), null))
        instanceof Outcome.Result.OfToken(var partner))) {
      throw new IllegalStateException("a token was made and not handed over");
    }
    issued.put("external", partner);
    hands.act(new KeyCommand.AddExternalKey(NAME, partner.key().appKey(), readOnly()));
    hands.operate(
        new RoleCommand.LinkRoles(NEIGHBOUR, new Holder.OfKey(partner.key().id()), readOnly()));
  }

  /// A role with every resource of License Manager.
  private Role administration() {
    var keys =
        hands.parts().directory().catalogue().resources().stream()
            .filter(resource -> resource.product().equals("License Manager"))
            .map(Resource::key)
            .collect(Collectors.toCollection(HashSet::new));
    Administration.resources().forEach(resource -> keys.add(resource.key()));
    return hands.role(new RoleCommand.CreateRole(NAME, "License Manager - all", keys));
  }

  private Set<RoleId> readOnly() {
    return Set.of(hands.predefined(READ_ONLY).id());
  }

  /// The role that administers the account.
  Set<RoleId> admin() {
    return Set.of(Objects.requireNonNull(admin, "the account is open").id());
  }

  private void key(String name, String label, Set<RoleId> roles) {
    issued.put(name, hands.key(label, roles));
  }

  private KeyId id(String name) {
    return issued(name).key().id();
  }

  /// The token that was issued under the name.
  Issued issued(String name) {
    return Objects.requireNonNull(issued.get(name), name);
  }

  /// What was issued, to be handed over once.
  DemoCredentials credentials() {
    return new DemoCredentials(SPONSOR, password, issued);
  }

  /// Random, and what [io.counterfoil.server.token.Passwords] asks for.
  private String password() {
    StringBuilder made = new StringBuilder("Demo-");
    for (int i = 0; i < 16; i++) {
      made.append("abcdefghijkmnpqrstuvwxyz".charAt(random.nextInt(24)));
    }
    return made.append(random.nextInt(10)).toString();
  }
}

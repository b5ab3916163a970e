package io.counterfoil.server.demo;

import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.KeyEdit;
import io.counterfoil.core.change.LeakCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Handover;
import io.counterfoil.core.key.LinkCode;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Issued;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.RoleId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keys of the demo beside those of its introduction: in every other state that a key can be in.
final class DemoKeys {
  private static final String LEAKED_AT =
      "https://github.com/demostore/storefront/blob/main/.env.example";

  private final DemoHands hands;
  private final SecureRandom random;
  private final Map<String, DemoPair> pairs = new HashMap<>();

  /// An appKey and a token of it that is known.
  record DemoPair(ApiKey key, AppToken token) {
    String name() {
      return key.appKey().value();
    }
  }

  DemoKeys(DemoHands hands, SecureRandom random) {
    this.hands = hands;
    this.random = random;
  }

  void write(DemoScript script) {
    script.daysAgo(196, () -> make("bi", "BI extractor", predefined(DemoAccount.READ_ONLY)));
    script.daysAgo(
        121, () -> make("market", "Marketplace bridge", predefined("OMS - Full access")));
    script.daysAgo(104, () -> make("owner", "Antifraud relay", predefined("Owner (Admin Super)")));
    script.daysAgo(100, () -> make("loyalty", "Loyalty app", predefined("Finance")));
    script.daysAgo(
        77,
        () ->
            make(
                "picker",
                "Warehouse picker",
                predefined("Logistics - Full access"),
                new KeyEdit.Description("Scanners in the halls of Guarulhos"),
                new KeyEdit.Metadata(Map.of("team", "logistics", "owner", "caio")),
                new KeyEdit.Addresses(List.of(AddressRange.parse("198.51.100.0/24"))),
                new KeyEdit.Rate(new RateLimit(60, 60))));
    script.daysAgo(64, this::prices);
    script.daysAgo(40, () -> expiring("campaign", "Black Friday campaign", Duration.ofDays(37)));
    script.daysAgo(28, () -> expiring("studio", "Photo studio, until Friday", Duration.ofDays(32)));
    script.daysAgo(21, () -> make("staging", "Staging tests", predefined("OMS - Full access")));
    script.daysAgo(9, () -> handOver("Tax engine, token collected", true));
    script.daysAgo(6, this::settle);
    script.daysAgo(
        3, () -> hands.act(new KeyCommand.DeleteKey(DemoAccount.NAME, pair("loyalty").key().id())));
    script.ago(Duration.ofHours(19), this::leak);
    script.ago(Duration.ofHours(2), () -> handOver("Agency, link not opened yet", false));
  }

  DemoPair pair(String name) {
    return Objects.requireNonNull(pairs.get(name), name);
  }

  private Set<RoleId> predefined(String name) {
    return Set.of(hands.predefined(name).id());
  }

  private void make(String name, String label, Set<RoleId> roles, KeyEdit... edits) {
    keep(name, command(label, roles, null, List.of(edits), null));
  }

  private void expiring(String name, String label, Duration after) {
    Instant at = hands.parts().clock().instant().plus(after);
    keep(name, command(label, predefined(DemoAccount.READ_ONLY), at, List.of(), null));
  }

  private void keep(String name, Command command) {
    Issued issued = hands.token(command);
    pairs.put(name, new DemoPair(issued.key(), issued.reveal()));
  }

  private static Command command(
      String label,
      Set<RoleId> roles,
      @Nullable Instant expiresAt,
      List<KeyEdit> edits,
      @Nullable Handover handover) {
    return new KeyCommand.CreateKey(DemoAccount.NAME, label, roles, expiresAt, edits, handover);
  }

  /// A key with a role of the account's own.
  private void prices() {
    Set<ResourceKey> read = Set.of(new ResourceKey("read_prices"));
    var role = hands.role(new RoleCommand.CreateRole(DemoAccount.NAME, "Prices, to look at", read));
    make("prices", "Price feed", Set.of(role.id()));
  }

  /// A renewal that is finished; somebody still calls with the token that it retired.
  private void settle() {
    DemoPair before = pair("prices");
    var id = before.key().id();
    Issued fresh = hands.token(new KeyCommand.StartRenewal(DemoAccount.NAME, id));
    hands.act(new KeyCommand.FinishRenewal(DemoAccount.NAME, id));
    pairs.put("prices retired", before);
    pairs.put("prices", new DemoPair(fresh.key(), fresh.reveal()));
  }

  /// A token that somebody pasted where everybody reads.
  private void leak() {
    DemoPair leaked = pair("staging");
    hands.execute(
        new LeakCommand.ReportLeak(
            DemoAccount.NAME,
            leaked.key().id(),
            hands.parts().leaks().id(leaked.key(), leaked.token(), LEAKED_AT),
            "github",
            LEAKED_AT),
        new Actor.Job("leaks"),
        hands.office());
  }

  private void handOver(String label, boolean opens) {
    LinkCode code = LinkCode.generate(random);
    LinkId link = new LinkId(UUID.randomUUID());
    hands.linked(
        command(
            label,
            predefined("Finance"),
            null,
            List.of(),
            new Handover(link, code.digest(), code.seal(null), false)));
    if (opens) {
      hands.execute(
          new KeyCommand.OpenLink(
              DemoAccount.NAME, link, code.seal(null), "Mozilla/5.0 (Macintosh) Safari/605.1.15"),
          new Actor.LinkHolder(link),
          hands.office());
    }
  }
}

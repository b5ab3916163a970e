package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.OnLeak;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.LeakCommand;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.Leak;
import io.counterfoil.core.outbox.Event;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Plans what is done about tokens in the open.
final class LeakPlans {
  private final Directory directory;
  private final Lookup lookup;

  LeakPlans(Directory directory) {
    this.directory = directory;
    lookup = new Lookup(directory);
  }

  Plan plan(LeakCommand command, Occasion occasion) {
    return switch (command) {
      case LeakCommand.SetOnLeak set -> setRule(set);
      case LeakCommand.ReportLeak report -> report(report, occasion);
    };
  }

  private Plan setRule(LeakCommand.SetOnLeak command) {
    AccountName account = lookup.account(command.account()).name();
    OnLeak before = directory.leaks().rule(account);
    Result result = new Result.OfAccount(lookup.account(account));
    if (before == command.rule()) {
      return Plan.nothing(result);
    }
    return new Plan(
        List.of(new Change.OnLeakPut(account, command.rule())),
        "account.on_leak_set",
        "account:" + account,
        Map.of("on_leak", before.name()),
        Map.of("on_leak", command.rule().name()),
        result);
  }

  private Plan report(LeakCommand.ReportLeak command, Occasion occasion) {
    ApiKey key = lookup.key(command.account(), command.key());
    Leak known = directory.leaks().of(command.id());
    if (known != null) {
      return Plan.nothing(new Result.OfLeak(known, key));
    }
    boolean quarantines =
        key.state() != KeyState.QUARANTINED
            && directory.leaks().rule(key.account()) == OnLeak.QUARANTINE;
    ApiKey after = quarantines ? key.quarantined(occasion.at()) : key;
    Leak leak =
        new Leak(
            command.id(),
            key.account(),
            key.id(),
            text("source", command.source(), Leak.LONGEST_SOURCE),
            text("url", command.url(), Leak.LONGEST_URL),
            occasion.at(),
            occasion.who(),
            quarantines);
    List<Change> changes = new ArrayList<>(List.of(new Change.LeakPut(leak)));
    if (quarantines) {
      changes.add(new Change.KeyPut(after));
    }
    Map<String, String> told =
        Map.of(
            "state", after.state().name(),
            "source", leak.source(),
            "url", leak.url(),
            "reason", "its token was found in the open");
    Plan plan =
        new Plan(
            changes,
            "key.leaked",
            KeyPlans.target(key),
            Map.of("state", key.state().name()),
            told,
            new Result.OfLeak(leak, after));
    return quarantines
        ? plan.telling(
            new Event(
                EventType.KEY_QUARANTINED,
                new Event.Subject(key.id(), key.appKey()),
                occasion.who(),
                told))
        : plan;
  }

  private static String text(String name, String text, int longest) {
    if (text.length() > longest || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw KeyPlans.invalid(
          name
              + ": "
              + text.length()
              + " characters (expected: at most "
              + longest
              + ", without control characters)");
    }
    return text;
  }
}

package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.OutboxCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.store.Directory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Plans what commands do about what is told outside.
final class OutboxPlans {
  /// What the audit log says of an endpoint whose receiver answered 410.
  private static final String GONE = "its receiver answered 410: gone";

  private final Directory directory;
  private final Lookup lookup;

  OutboxPlans(Directory directory) {
    this.directory = directory;
    lookup = new Lookup(directory);
  }

  Plan plan(OutboxCommand command, Occasion occasion) {
    return switch (command) {
      case OutboxCommand.RevealSecret reveal -> reveal(reveal);
      case OutboxCommand.AddEndpoint add -> add(add, occasion);
      case OutboxCommand.EditEndpoint edit -> edit(edit);
      case OutboxCommand.RotateSecret rotate -> rotate(rotate, occasion);
      case OutboxCommand.RemoveEndpoint remove -> remove(remove);
      case OutboxCommand.EndpointGone gone -> gone(gone);
    };
  }

  private static Plan reveal(OutboxCommand.RevealSecret command) {
    return new Plan(
        List.of(),
        "message.secret_revealed",
        "message:" + command.message(),
        Map.of(),
        Map.of("to", command.to().value(), "kind", command.kind().code()),
        new Result.Done());
  }

  private Plan add(OutboxCommand.AddEndpoint command, Occasion occasion) {
    AccountName account = lookup.account(command.account()).name();
    if (directory.endpointsOf(account).size() >= Endpoint.MOST) {
      throw new Rejection(
          Problem.Code.TOO_MANY_WEBHOOKS,
          "account `" + account + "` has " + Endpoint.MOST + " webhooks already; delete one first");
    }
    Endpoint endpoint =
        new Endpoint(
            command.endpoint(),
            account,
            command.url(),
            command.description(),
            command.types(),
            command.secret(),
            null,
            null,
            occasion.at(),
            occasion.who());
    return new Plan(
        List.of(new Change.EndpointPut(endpoint)),
        "webhook.added",
        target(endpoint),
        Map.of(),
        fields(endpoint),
        new Result.OfEndpoint(endpoint));
  }

  private Plan edit(OutboxCommand.EditEndpoint command) {
    Endpoint before = endpoint(command.account(), command.endpoint());
    Endpoint after = before;
    if (command.url() != null) {
      after = after.withUrl(command.url());
    }
    if (command.description() != null) {
      after = after.withDescription(command.description());
    }
    if (command.types() != null) {
      after = after.withTypes(command.types());
    }
    if (command.enabled() != null) {
      boolean stays = command.enabled() == (before.disabled() == null);
      after = stays ? after : after.withDisabled(command.enabled() ? null : "switched off");
    }
    return changed("webhook.edited", before, after);
  }

  private Plan gone(OutboxCommand.EndpointGone command) {
    Endpoint before = endpoint(command.account(), command.endpoint());
    return changed("webhook.disabled", before, before.withDisabled(GONE));
  }

  private static Plan changed(String action, Endpoint before, Endpoint after) {
    if (before.equals(after)) {
      return Plan.nothing(new Result.OfEndpoint(before));
    }
    Map<String, String> old = fields(before);
    Map<String, String> fresh = fields(after);
    old.entrySet().removeIf(field -> fresh.remove(field.getKey(), field.getValue()));
    return new Plan(
        List.of(new Change.EndpointPut(after)),
        action,
        target(before),
        old,
        fresh,
        new Result.OfEndpoint(after));
  }

  private Plan rotate(OutboxCommand.RotateSecret command, Occasion occasion) {
    Endpoint before = endpoint(command.account(), command.endpoint());
    Endpoint after = before.rotated(command.secret(), occasion.at());
    return new Plan(
        List.of(new Change.EndpointPut(after)),
        "webhook.secret_rotated",
        target(before),
        Map.of(),
        Map.of("formerUntil", occasion.at().plus(Endpoint.OVERLAP).toString()),
        new Result.OfEndpoint(after));
  }

  private Plan remove(OutboxCommand.RemoveEndpoint command) {
    Endpoint endpoint = endpoint(command.account(), command.endpoint());
    return new Plan(
        List.of(new Change.EndpointRemoved(endpoint.id())),
        "webhook.removed",
        target(endpoint),
        fields(endpoint),
        Map.of(),
        new Result.Done());
  }

  private Endpoint endpoint(AccountName account, EndpointId id) {
    lookup.account(account);
    Endpoint endpoint = directory.endpoint(id);
    if (endpoint == null || !endpoint.account().equals(account)) {
      throw new Rejection(
          Problem.Code.WEBHOOK_NOT_FOUND,
          "webhook `" + id + "` is not one of account `" + account + "`; list its webhooks");
    }
    return endpoint;
  }

  private static String target(Endpoint endpoint) {
    return "webhook:" + endpoint.id();
  }

  private static Map<String, String> fields(Endpoint endpoint) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("url", endpoint.url());
    fields.put("description", endpoint.description());
    fields.put("disabled", endpoint.disabled() == null ? "" : endpoint.disabled());
    fields.put(
        "types",
        endpoint.types().stream().map(EventType::code).sorted().collect(Collectors.joining(", ")));
    fields.values().removeIf(String::isEmpty);
    return fields;
  }
}

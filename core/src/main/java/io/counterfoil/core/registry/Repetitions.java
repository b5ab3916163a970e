package io.counterfoil.core.registry;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.AnsweredRequest;
import io.counterfoil.core.change.Change;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.key.LinkId;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.node.Node;
import io.counterfoil.core.node.NodeName;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EndpointId;
import io.counterfoil.core.registry.Outcome.Result;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sees to it that a request that is repeated under its `Idempotency-Key` is carried out once.
///
/// What the first one left behind is remembered in the same commit, for 24 hours; a repetition is
/// answered with it as it is now. A token is not among it: a secret is shown once, and whoever lost
/// the answer renews the token.
final class Repetitions {
  private static final int MOST_FORGOTTEN = 100;

  private final Directory directory;

  Repetitions(Directory directory) {
    this.directory = directory;
  }

  /// What the first request left behind; null where this is the first.
  @Nullable Result before(
      Conditions.Once once, @Nullable AccountName account, String who, Instant now) {
    AnsweredRequest known = directory.answers().of(id(once, account, who));
    if (known == null || !known.isRememberedAt(now)) {
      return null;
    }
    if (!known.request().matches(once.request())) {
      throw new Rejection(
          Problem.Code.IDEMPOTENCY_KEY_REUSED,
          "Idempotency-Key: it belongs to another request of the last 24 hours (expected: a fresh"
              + " one for each request, and the same request with the same one)");
    }
    return new Result.Again(result(known.outcome(), account));
  }

  /// The plan with the remembrance of it.
  Plan remembering(
      Plan plan, Conditions.Once once, @Nullable AccountName account, Occasion occasion) {
    if (plan.changes().isEmpty()) {
      return plan;
    }
    return plan.changing(
        changes(
            new AnsweredRequest(
                id(once, account, occasion.who()),
                once.request(),
                outcome(plan.result()),
                occasion.at())));
  }

  private Result result(String outcome, @Nullable AccountName account) {
    String[] parts = outcome.split(":", 2);
    Result found =
        switch (parts[0]) {
          case "key" -> key(directory.key(new KeyId(UUID.fromString(parts[1]))));
          case "link" -> link(directory.link(new LinkId(UUID.fromString(parts[1]))));
          case "role" -> role(account, new RoleId(Integer.parseInt(parts[1])));
          case "user" -> user(new UserId(UUID.fromString(parts[1])));
          case "webhook" -> endpoint(directory.endpoint(new EndpointId(UUID.fromString(parts[1]))));
          case "node" -> node(directory.nodes().of(new NodeName(parts[1])));
          case "account" -> account(new AccountName(parts[1]));
          default -> new Result.Done();
        };
    if (found == null) {
      throw new Rejection(
          Problem.Code.IDEMPOTENCY_KEY_REUSED,
          "Idempotency-Key: what its request made is gone (expected: a fresh one)");
    }
    return found;
  }

  private static @Nullable Result key(@Nullable ApiKey key) {
    return key == null ? null : new Result.OfKey(key);
  }

  private @Nullable Result link(@Nullable SingleAccessLink link) {
    ApiKey key = link == null ? null : directory.key(link.key());
    return link == null || key == null ? null : new Result.OfLink(key, link);
  }

  private @Nullable Result role(@Nullable AccountName account, RoleId id) {
    var role = account == null ? null : directory.role(account, id);
    return role == null ? null : new Result.OfRole(role);
  }

  private static @Nullable Result endpoint(@Nullable Endpoint endpoint) {
    return endpoint == null ? null : new Result.OfEndpoint(endpoint);
  }

  private static @Nullable Result node(@Nullable Node node) {
    return node == null ? null : new Result.OfNode(node);
  }

  private @Nullable Result user(UserId id) {
    var user = directory.user(id);
    return user == null ? null : new Result.OfUser(user);
  }

  private @Nullable Result account(AccountName name) {
    AccountView view = directory.account(name);
    return view == null ? null : new Result.OfAccount(view.account());
  }

  private static String outcome(Result result) {
    return switch (result) {
      case Result.OfKey(var key) -> "key:" + key.id();
      case Result.OfToken(var issued) -> "key:" + issued.key().id();
      case Result.OfLink(_, var link) -> "link:" + link.id();
      case Result.OfEndpoint(var endpoint) -> "webhook:" + endpoint.id();
      case Result.OfNode(var node) -> "node:" + node.name();
      case Result.OfRole(var role) -> "role:" + role.id().value();
      case Result.OfUser(var user) -> "user:" + user.id();
      case Result.OfAccount(var account) -> "account:" + account.name();
      case Result _ -> "done";
    };
  }

  private static TokenDigest id(Conditions.Once once, @Nullable AccountName account, String who) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : List.of(account == null ? "" : account.value(), who, once.key())) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return TokenDigest.of(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  /// What to commit beside the plan's own changes: that it was done, and that older ones are
  /// forgotten.
  private List<Change> changes(AnsweredRequest answered) {
    List<Change> changes = new ArrayList<>(List.of(new Change.RequestAnswered(answered)));
    directory
        .answers()
        .outdated(answered.at(), MOST_FORGOTTEN)
        .forEach(old -> changes.add(new Change.RequestForgotten(old.id())));
    return changes;
  }
}

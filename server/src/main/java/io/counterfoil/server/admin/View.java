package io.counterfoil.server.admin;

import io.counterfoil.core.account.Account;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.RenewalPeriod;
import io.counterfoil.core.account.User;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Grant;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.KeyTerms;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.key.RenewalDue;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.key.Tokens;
import io.counterfoil.core.outbox.Endpoint;
import io.counterfoil.core.outbox.EventType;
import io.counterfoil.core.person.Pass;
import io.counterfoil.core.person.SignIn;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.OldTokenUse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/// How the admin API shows things.
final class View {
  private final Directory directory;
  private final InstantSource clock;

  View(Directory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  JsonObject account(Account account) {
    User sponsor = directory.user(account.sponsor());
    int days = directory.rules(account.name()).refusalDays();
    return new JsonObject()
        .put("account", account.name().value())
        .put("state", lower(account.state()))
        .put("keyCreation", lower(account.keyCreation()))
        .put("onLeak", lower(directory.leaks().rule(account.name())))
        .put("secondFactorRequired", directory.rules(account.name()).secondFactorRequired())
        .put("keepRefusals", days == 0 ? null : days)
        .put("sponsor", sponsor == null ? null : sponsor.email().value())
        .put("renewalPeriod", account.renewalPeriod().months())
        .put("maxStalenessMinutes", directory.freshness().maxStaleness(account.name()).minutes())
        .put("hosts", new JsonArray(account.hosts()))
        .put("createdAt", account.createdAt().toString());
  }

  JsonObject key(ApiKey key) {
    Instant lastUsed = directory.lastUsed(key.id());
    return new JsonObject()
        .put("id", key.id().toString())
        .put("appKey", key.appKey().value())
        .put("account", key.account().value())
        .put("label", key.label())
        .put("state", lower(key.state()))
        .put("renewing", key.tokens() instanceof Tokens.Renewing)
        .put("waitsForFirstUse", key.placeholder() != null)
        .put("tokenSince", key.tokens().newest().createdAt().toString())
        .mergeIn(renewalDue(key))
        .put("roles", roles(key.account(), new Holder.OfKey(key.id())))
        .put("lastUsedAt", lastUsed == null ? null : lastUsed.toString())
        .put("createdAt", key.createdAt().toString())
        .put("createdBy", key.createdBy())
        .put("expiresAt", key.expiresAt() == null ? null : key.expiresAt().toString())
        .mergeIn(terms(key.terms()))
        .mergeIn(deletion(key));
  }

  private static JsonObject terms(KeyTerms terms) {
    JsonArray addresses = new JsonArray();
    terms.addresses().forEach(range -> addresses.add(range.toString()));
    JsonObject metadata = new JsonObject();
    terms.sortedMetadata().forEach(metadata::put);
    RateLimit rate = terms.rate();
    return new JsonObject()
        .put("description", terms.description())
        .put("metadata", metadata)
        .put("addresses", addresses)
        .put(
            "rateLimit",
            rate == null
                ? null
                : new JsonObject().put("requests", rate.requests()).put("seconds", rate.seconds()))
        .put("finishAfterDays", terms.finishAfterDays());
  }

  /// How overdue its renewal is; a deleted key's is not.
  private JsonObject renewalDue(ApiKey key) {
    AccountView view = directory.account(key.account());
    if (view == null || key.state() == KeyState.DELETED) {
      return new JsonObject().put("renewalDue", RenewalDue.NONE.code()).putNull("renewalDueAt");
    }
    RenewalPeriod period = view.account().renewalPeriod();
    return new JsonObject()
        .put("renewalDue", RenewalDue.of(key, period, clock.instant()).code())
        .put("renewalDueAt", RenewalDue.since(key, period).toString());
  }

  private static JsonObject deletion(ApiKey key) {
    if (key.state() == KeyState.QUARANTINED) {
      return new JsonObject().put("quarantinedAt", key.changedAt().toString());
    }
    return !key.isDeleted()
        ? new JsonObject()
        : new JsonObject()
            .put("deletedAt", key.changedAt().toString())
            .put("restorableUntil", key.changedAt().plus(ApiKey.RESTORABLE).toString());
  }

  /// A key of another account as the account sees it that added it: no word of its owner's.
  JsonObject externalKey(AccountName account, ApiKey key) {
    return new JsonObject()
        .put("id", key.id().toString())
        .put("appKey", key.appKey().value())
        .put("account", key.account().value())
        .put("state", lower(key.state()))
        .put("roles", roles(account, new Holder.OfKey(key.id())));
  }

  private JsonObject keyIn(AccountName account, ApiKey key) {
    return key.account().equals(account) ? key(key) : externalKey(account, key);
  }

  /// Who still calls with an old token.
  static JsonObject use(OldTokenUse use) {
    JsonArray callers = new JsonArray();
    use.callers()
        .forEach(seen ->
            callers.add(
                new JsonObject()
                    .put("address", seen.who().address())
                    .put("userAgent", seen.who().userAgent())
                    .put("count", seen.count())
                    .put("lastSeen", seen.lastSeen().toString())));
    Instant last = use.lastSeen();
    return new JsonObject()
        .put("count", use.count())
        .put("lastSeen", last == null ? null : last.toString())
        .put("callers", callers);
  }

  /// A link; never its code.
  JsonObject link(SingleAccessLink link) {
    var ended = link.endedAt(clock.instant());
    JsonObject shown =
        new JsonObject()
            .put("id", link.id().toString())
            .put("purpose", lower(link.purpose()))
            .put("state", ended == null ? "waiting" : lower(ended))
            .put("passphrase", link.passphrase())
            .put("wrongTries", link.wrongTries())
            .put("refusals", link.refusals())
            .put("createdAt", link.createdAt().toString())
            .put("createdBy", link.createdBy())
            .put("expiresAt", link.expiresAt().toString());
    var end = link.end();
    if (end != null) {
      shown
          .put("endedAt", end.at().toString())
          .put("address", end.address())
          .put("userAgent", end.userAgent().isEmpty() ? null : end.userAgent());
    }
    return shown;
  }

  JsonObject roleOf(Role role) {
    return role(role).put("resources", keys(role.resources()));
  }

  static JsonObject role(Role role) {
    return new JsonObject()
        .put("id", role.id().value())
        .put("name", role.name())
        .put("predefined", role.isPredefined());
  }

  JsonObject user(AccountName account, User user) {
    return new JsonObject()
        .put("id", user.id().toString())
        .put("email", user.email().value())
        .put("name", user.name())
        .put("roles", roles(account, new Holder.OfUser(user.id())))
        .put("passwordSet", user.password() != null)
        .mergeIn(signIn(account, user.id()));
  }

  private JsonObject signIn(AccountName account, UserId user) {
    SignIn known = directory.signIn(user);
    Instant last = known.lastAt();
    Pass waiting =
        directory.passesOf(user).stream()
            .filter(pass -> pass.kind() == Pass.Kind.INVITATION && account.equals(pass.account()))
            .findFirst()
            .orElse(null);
    return new JsonObject()
        .put("secondFactor", known.asksForFactor() ? "on" : "off")
        .put("lastSignInAt", last == null ? null : last.toString())
        .put(
            "invitation",
            waiting == null
                ? null
                : new JsonObject()
                    .put("state", waiting.isGoodAt(clock.instant()) ? "waiting" : "expired")
                    .put("by", waiting.by())
                    .put("expiresAt", waiting.expiresAt().toString()));
  }

  JsonArray roles(AccountName account, Holder holder) {
    JsonArray roles = new JsonArray();
    Grant grant = directory.grant(account, holder);
    if (grant != null) {
      for (RoleId id : new TreeSet<>(grant.roles())) {
        Role role = directory.role(account, id);
        if (role != null) {
          roles.add(role(role));
        }
      }
    }
    return roles;
  }

  JsonObject holder(AccountName account, Holder holder) {
    return switch (holder) {
      case Holder.OfKey(var id) -> {
        ApiKey key = directory.key(id);
        yield key == null
            ? new JsonObject().put("id", id.toString())
            : keyIn(account, key).put("kind", "key");
      }
      case Holder.OfUser(var id) -> {
        User user = directory.user(id);
        yield user == null
            ? new JsonObject().put("id", id.toString())
            : user(account, user).put("kind", "user");
      }
    };
  }

  JsonObject operation(Operation operation) {
    JsonArray roles = new JsonArray();
    directory.catalogue().roles().stream()
        .filter(role -> role.meets(operation.requirement()))
        .forEach(role -> roles.add(role(role)));
    return new JsonObject()
        .put("method", operation.method())
        .put("path", operation.template().value())
        .put("name", operation.name())
        .put("needed", needed(operation.requirement()))
        .put("roles", roles);
  }

  static JsonObject needed(Requirement requirement) {
    return switch (requirement) {
      case Requirement.AnyOf(var keys) -> new JsonObject().put("anyOf", keys(keys));
      case Requirement.AllOf(var keys) -> new JsonObject().put("allOf", keys(keys));
      case Requirement.Nothing _ -> new JsonObject();
    };
  }

  static JsonArray keys(Collection<ResourceKey> keys) {
    JsonArray names = new JsonArray();
    new TreeSet<>(keys).forEach(key -> names.add(key.value()));
    return names;
  }

  static JsonObject problem(Problem problem) {
    JsonObject shown =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", problem.code().code().replace('_', ' '))
            .put("status", problem.code().status())
            .put("detail", problem.detail())
            .put("code", problem.code().code());
    return problem.blockers().isEmpty()
        ? shown
        : shown.put("blockers", new JsonArray(problem.blockers()));
  }

  /// A webhook; never its secret.
  JsonObject endpoint(Endpoint endpoint) {
    Endpoint.Former former = endpoint.former();
    Instant until = former == null ? null : former.until();
    boolean overlaps = until != null && clock.instant().isBefore(until);
    JsonArray types = new JsonArray();
    endpoint.types().stream().map(EventType::code).sorted().forEach(types::add);
    return new JsonObject()
        .put("id", endpoint.id().toString())
        .put("url", endpoint.url())
        .put("description", endpoint.description())
        .put("types", types)
        .put("enabled", endpoint.disabled() == null)
        .put("disabled", endpoint.disabled())
        .put("formerSecretUntil", overlaps ? String.valueOf(until) : null)
        .put("createdAt", endpoint.createdAt().toString())
        .put("createdBy", endpoint.createdBy());
  }

  static JsonObject resource(Resource resource) {
    return new JsonObject()
        .put("key", resource.key().value())
        .put("name", resource.name())
        .put("product", resource.product())
        .put("category", resource.category())
        .put("number", resource.number())
        .put("internal", resource.internal())
        .put("custom", resource.custom());
  }

  /// What a command left behind; a token is in it once.
  JsonObject result(AccountName account, Outcome.Result result) {
    return switch (result) {
      case Outcome.Result.OfAccount(var made) -> account(made);
      case Outcome.Result.OfKey(var made) -> keyIn(account, made);
      case Outcome.Result.OfToken(var issued) ->
          key(issued.key()).put("appToken", issued.reveal().reveal());
      case Outcome.Result.OfLink(var made, var link) -> key(made).put("link", link(link));
      case Outcome.Result.Again(var before) -> result(account, before);
      case Outcome.Result.OfOpening _, Outcome.Result.NotOpened _, Outcome.Result.OfPass _ ->
          new JsonObject();
      case Outcome.Result.OfRole(var made) -> roleOf(made);
      case Outcome.Result.OfResource(var made) -> resource(made);
      case Outcome.Result.OfLeak(_, var key) -> key(key);
      case Outcome.Result.OfEndpoint(var made) -> endpoint(made);
      case Outcome.Result.OfNode(var made) -> NodeView.made(made);
      case Outcome.Result.OfImport(var report) ->
          new JsonObject().put("imported", report.imported()).put("unchanged", report.unchanged());
      case Outcome.Result.OfUser(var made) -> user(account, made);
      case Outcome.Result.Done _ -> new JsonObject();
    };
  }

  /// The name of a record's type, as the API spells names: `token_wrong`.
  static String kind(Object each) {
    return each.getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

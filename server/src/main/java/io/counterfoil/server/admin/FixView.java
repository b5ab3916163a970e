package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.explain.Beneficiary;
import io.counterfoil.core.explain.Fix;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.Resource;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.store.Directory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// How the admin API shows ways to repair a refusal, each with the requests that carry it out. They
/// are the API's ordinary ones: whoever sends them needs the right to, and the audit log has them.
final class FixView {
  private static final int MOST_NAMES = 50;

  private final Directory directory;
  private final View view;

  FixView(Directory directory, View view) {
    this.directory = directory;
    this.view = view;
  }

  JsonObject fix(Fix fix, Wording wording) {
    JsonObject shown =
        new JsonObject().put("kind", View.kind(fix)).put("text", wording.sentence(fix));
    switch (fix) {
      case Fix.LinkRoles(_, var roles, var excess, var isExact) ->
          shown
              .put("roles", roles(roles))
              .put("excess", resources(excess))
              .put("search", isExact ? "exact" : "greedy");
      case Fix.CreateRole(_, var resources) ->
          shown.put("resources", View.keys(resources)).put("excess", new JsonArray());
      case Fix.WidenRole(var to, var role, var resources, var alsoGain) ->
          shown
              .put("roles", roles(List.of(role)))
              .put("resources", View.keys(resources))
              .put("alsoGain", holders(to.account(), alsoGain))
              .put("alsoGainCount", alsoGain.size());
      case Fix.ActivateKey _,
          Fix.RestoreKey _,
          Fix.ExtendKey _,
          Fix.AllowAddress _,
          Fix.RenewToken _,
          Fix.ReplaceToken _,
          Fix.ActivateAccount _,
          Fix.AddHost _,
          Fix.AddExternalKey _,
          Fix.Advice _ -> {
        // the sentence says it all
      }
    }
    List<FixStep> steps = steps(fix);
    JsonArray requests = new JsonArray();
    JsonArray commands = new JsonArray();
    for (FixStep step : steps) {
      requests.add(step.request());
      if (step.command() != null) {
        commands.add(step.command());
      }
    }
    return shown.put(
        "action",
        steps.isEmpty() ? null : new JsonObject().put("steps", requests).put("commands", commands));
  }

  private static JsonArray roles(Collection<Role> roles) {
    JsonArray shown = new JsonArray();
    roles.forEach(role -> shown.add(View.role(role)));
    return shown;
  }

  private JsonArray resources(Collection<ResourceKey> keys) {
    JsonArray shown = new JsonArray();
    for (ResourceKey key : keys) {
      Resource resource = directory.catalogue().resource(key);
      shown.add(
          new JsonObject()
              .put("key", key.value())
              .put("name", resource == null ? key.value() : resource.name())
              .put("product", resource == null ? null : resource.product()));
    }
    return shown;
  }

  private JsonArray holders(AccountName account, List<Holder> holders) {
    JsonArray shown = new JsonArray();
    holders.stream()
        .limit(MOST_NAMES)
        .map(holder -> view.holder(account, holder))
        .forEach(shown::add);
    return shown;
  }

  private List<FixStep> steps(Fix fix) {
    return switch (fix) {
      case Fix.LinkRoles(var to, var roles, _, _) -> List.of(link(to, roles));
      case Fix.CreateRole(var to, var resources) -> create(to, resources);
      case Fix.WidenRole(var to, var role, var resources, _) ->
          List.of(widen(to.account(), role, resources));
      case Fix.ActivateKey(var account, var key) ->
          List.of(
              FixStep.ofKey("PATCH", account, key, "", new JsonObject().put("active", true))
                  .by("key activate " + key, account));
      case Fix.RestoreKey(var account, var key) ->
          List.of(
              FixStep.ofKey("POST", account, key, "/restore", null)
                  .by("key restore " + key, account));
      case Fix.ExtendKey(var account, var key, var until) ->
          List.of(
              FixStep.ofKey(
                      "PATCH",
                      account,
                      key,
                      "",
                      new JsonObject().put("expiresAt", until.toString()))
                  .by("key edit " + key + " --expires " + until, account));
      case Fix.AllowAddress(var account, var key, var address) -> allow(account, key, address);
      case Fix.RenewToken(var account, var key) ->
          List.of(
              FixStep.ofKey("POST", account, key, "/renewal", new JsonObject().put("link", true))
                  .by("key renew " + key + " --by-link", account));
      case Fix.ReplaceToken(var account, var key) -> replace(account, key);
      case Fix.ActivateAccount(var account) ->
          List.of(
              new FixStep(
                  "PATCH",
                  FixStep.account(account),
                  new JsonObject().put("state", "active"),
                  "counterfoil account set " + account + " --state active"));
      case Fix.AddHost(var account, var host) -> addHost(account, host);
      case Fix.AddExternalKey(var key, var account) ->
          List.of(
              new FixStep(
                      "POST",
                      FixStep.account(account) + "/external-keys",
                      new JsonObject().put("appKey", key.value()),
                      null)
                  .by("external add " + key, account));
      case Fix.Advice _ -> List.of();
    };
  }

  private static FixStep link(Beneficiary to, List<Role> roles) {
    JsonArray numbers = new JsonArray();
    StringBuilder names = new StringBuilder();
    for (Role role : roles) {
      numbers.add(role.id().value());
      names.append(' ').append(role.id());
    }
    FixStep step = new FixStep("PUT", FixStep.holder(to) + "/roles", numbers, null);
    return to.holder() instanceof Holder.OfKey
        ? step.by("key link " + to.name() + names, to.account())
        : step;
  }

  private List<FixStep> create(Beneficiary to, List<ResourceKey> resources) {
    String name = "Tailored for " + to.name() + " (" + directory.revision().number() + ")";
    JsonObject body =
        new JsonObject()
            .put("name", name.substring(0, Math.min(name.length(), Role.LONGEST_NAME)))
            .put("resources", View.keys(resources));
    StringBuilder words = new StringBuilder();
    new TreeSet<>(resources).forEach(key -> words.append(' ').append(FixStep.word(key.value())));
    FixStep made =
        new FixStep("POST", FixStep.account(to.account()) + "/roles", body, null)
            .by("role create " + FixStep.word(body.getString("name")) + words, to.account());
    FixStep linked =
        new FixStep(
            "PUT", FixStep.holder(to) + "/roles", new JsonArray().add(FixStep.ID_BEFORE), null);
    return List.of(
        made,
        to.holder() instanceof Holder.OfKey
            ? linked.by(
                "key link " + to.name() + " " + FixStep.word(body.getString("name")), to.account())
            : linked);
  }

  private static FixStep widen(AccountName account, Role role, List<ResourceKey> more) {
    var all = new TreeSet<>(role.resources());
    all.addAll(more);
    StringBuilder words = new StringBuilder();
    all.forEach(key -> words.append(' ').append(FixStep.word(key.value())));
    return new FixStep(
            "PUT",
            FixStep.account(account) + "/roles/" + role.id(),
            new JsonObject().put("name", role.name()).put("resources", View.keys(all)),
            null)
        .by("role edit " + role.id() + words, account);
  }

  private List<FixStep> allow(AccountName account, AppKey name, String address) {
    ApiKey key = directory.key(name);
    if (key == null) {
      return List.of();
    }
    List<String> all = new ArrayList<>();
    key.terms().addresses().forEach(range -> all.add(range.toString()));
    all.add(address);
    StringBuilder options = new StringBuilder();
    all.forEach(range -> options.append(" --address ").append(range));
    return List.of(
        FixStep.ofKey(
                "PATCH", account, name, "", new JsonObject().put("addresses", new JsonArray(all)))
            .by("key edit " + name + options, account));
  }

  private static List<FixStep> replace(AccountName account, AppKey key) {
    String reason = "token replaced";
    return List.of(
        FixStep.ofKey(
                "POST",
                account,
                key,
                "/renewal",
                new JsonObject().put("deleteOld", "now").put("link", true))
            .by("key renew " + key + " --delete-old now --by-link", account),
        FixStep.ofKey("POST", account, key, "/release", new JsonObject().put("reason", reason))
            .by("key release " + key + " --reason " + FixStep.word(reason), account));
  }

  private List<FixStep> addHost(AccountName account, String host) {
    AccountView there = directory.account(account);
    if (there == null) {
      return List.of();
    }
    List<String> hosts = new ArrayList<>(there.account().hosts());
    hosts.add(host);
    StringBuilder options = new StringBuilder();
    hosts.forEach(one -> options.append(" --host ").append(FixStep.word(one)));
    return List.of(
        new FixStep(
            "PATCH",
            FixStep.account(account),
            new JsonObject().put("hosts", new JsonArray(hosts)),
            "counterfoil account set " + account + options));
  }
}

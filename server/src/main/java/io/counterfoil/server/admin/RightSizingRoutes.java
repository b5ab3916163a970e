package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.AccountView;
import io.counterfoil.core.explain.Language;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.usage.RightSizing.Finding;
import io.counterfoil.core.usage.RightSizing.Proposal;
import io.counterfoil.core.usage.RightSizing.Sized;
import io.counterfoil.server.control.Parts;
import io.counterfoil.server.rightsize.Sizing;
import io.counterfoil.server.rightsize.SizingExport;
import io.counterfoil.server.rightsize.SizingWords;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What keys were granted beside what they used, and what they should have instead.
final class RightSizingRoutes {
  private static final int MOST_DAYS = 400;
  private static final int MOST_KEYS = 1_000;

  private final Parts parts;
  private final View view;

  RightSizingRoutes(Parts parts, View view) {
    this.parts = parts;
    this.view = view;
  }

  void addTo(AdminRoutes routes) {
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/right-sizing", this::show);
    routes.add(HttpMethod.GET, "/v1/accounts/{account}/exports/right-sizing.csv", this::export);
  }

  private @Nullable Sizing sizing(Exchange exchange, AccountName account) {
    AccountView known = parts.directory().account(account);
    return !exchange.may(account, Needs.KEYS) || known == null
        ? null
        : new Sizing(
            parts,
            known,
            exchange.number("days", 1, MOST_DAYS, Sizing.USUAL_DAYS),
            UsageRoutes.recordedSince(parts, account));
  }

  private void export(Exchange exchange) {
    AccountName account = exchange.account();
    Sizing sizing = sizing(exchange, account);
    if (sizing != null) {
      exchange.stream(
          "text/csv; charset=utf-8",
          account + "-right-sizing.csv",
          new SizingExport(sizing, account)::write);
    }
  }

  private void show(Exchange exchange) {
    AccountName account = exchange.account();
    Sizing sizing = sizing(exchange, account);
    if (sizing == null) {
      return;
    }
    JsonArray keys = new JsonArray();
    sizing.forEach(sized -> {
      if (keys.size() < MOST_KEYS) {
        keys.add(key(account, sizing, sized, exchange.language()));
      }
    });
    Sizing.Period period = sizing.period();
    exchange.ok(
        new JsonObject()
            .put("account", account.value())
            .put("days", period.days())
            .put("since", period.since().toString())
            .put("recordedSince", period.recordedSince().toString())
            .put("isWhole", period.isWhole())
            .put("keys", keys)
            .put(
                "totals",
                new JsonObject()
                    .put("keys", sizing.keys())
                    .put("unused", sizing.total(Finding.UNUSED))
                    .put("noRole", sizing.total(Finding.NO_ROLE))
                    .put("owner", sizing.total(Finding.OWNER))
                    .put("overAge", sizing.total(Finding.OVER_AGE))
                    .put("shared", sizing.total(Finding.SHARED))
                    .put("unusedResources", sizing.total(Finding.UNUSED_RESOURCES))));
  }

  private JsonObject key(AccountName account, Sizing sizing, Sized sized, Language language) {
    ApiKey key = sized.subject().key();
    boolean isOwn = key.account().equals(account);
    boolean whole = sizing.wasSoAllTheTime(sized);
    var words = new SizingWords(language, sizing.period(), whole);
    JsonArray findings = new JsonArray();
    for (Finding finding : new TreeSet<>(sized.findings())) {
      findings.add(
          new JsonObject()
              .put("code", View.lower(finding))
              .put("text", words.text(finding, sized)));
    }
    JsonArray accounts = new JsonArray();
    sized.subject().shared().forEach(other -> accounts.add(other.value()));
    List<ResourceKey> granted = new ArrayList<>(sized.used());
    granted.addAll(sized.unused());
    return new JsonObject()
        .put("appKey", key.appKey().value())
        .put("label", isOwn ? key.label() : null)
        .put("state", View.lower(key.state()))
        .put("createdAt", isOwn ? key.createdAt().toString() : null)
        .put("lastUsedAt", sized.lastUsed() == null ? null : sized.lastUsed().toString())
        .put("isWhole", whole)
        .put("findings", findings)
        .put("accounts", accounts)
        .put("roles", view.roles(account, new Holder.OfKey(key.id())))
        .put("granted", View.keys(new TreeSet<>(granted)))
        .put("used", View.keys(sized.used()))
        .put("unused", View.keys(sized.unused()))
        .put("proposal", proposal(account, sized, isOwn));
  }

  private @Nullable JsonObject proposal(AccountName account, Sized sized, boolean isOwn) {
    Proposal proposal = sized.proposal();
    if (proposal == null) {
      return null;
    }
    Role existing = proposal.existing();
    ApiKey key = sized.subject().key();
    String name = "Tailored for " + key.appKey();
    name = name.substring(0, Math.min(name.length(), Role.LONGEST_NAME));
    List<FixStep> steps = steps(account, sized, proposal, name, isOwn);
    JsonArray requests = new JsonArray();
    JsonArray commands = new JsonArray();
    for (FixStep step : steps) {
      requests.add(step.request());
      if (step.command() != null) {
        commands.add(step.command());
      }
    }
    return new JsonObject()
        .put("roleName", proposal.resources().isEmpty() || existing != null ? null : name)
        .put("resources", View.keys(proposal.resources()))
        .put("search", proposal.isExact() ? "exact" : "greedy")
        .put("existingRole", existing == null ? null : View.role(existing))
        .put("steps", requests)
        .put("commands", commands);
  }

  /// The requests of the API that carry the proposal out: the new role first, so that nothing that
  /// passes is refused in between.
  private static List<FixStep> steps(
      AccountName account, Sized sized, Proposal proposal, String name, boolean isOwn) {
    ApiKey key = sized.subject().key();
    List<FixStep> steps = new ArrayList<>();
    Role existing = proposal.existing();
    if (!proposal.resources().isEmpty() && existing == null) {
      JsonObject body =
          new JsonObject().put("name", name).put("resources", View.keys(proposal.resources()));
      StringBuilder words = new StringBuilder();
      proposal.resources().forEach(one -> words.append(' ').append(FixStep.word(one.value())));
      steps.add(
          new FixStep("POST", FixStep.account(account) + "/roles", body, null)
              .by("role create " + FixStep.word(name) + words, account));
    }
    if (!proposal.resources().isEmpty()) {
      Object id = existing == null ? FixStep.ID_BEFORE : existing.id().value();
      String named = existing == null ? FixStep.word(name) : existing.id().toString();
      steps.add(
          isOwn
              ? FixStep.ofKey("PUT", account, key.appKey(), "/roles", new JsonArray().add(id))
                  .by("key link " + key.appKey() + " " + named, account)
              : new FixStep(
                      "PATCH",
                      FixStep.account(account) + "/external-keys/" + key.appKey(),
                      new JsonObject().put("roles", new JsonArray().add(id)),
                      null)
                  .by("external set-roles " + key.appKey() + " " + named, account));
    }
    if (isOwn) {
      for (Role role : sized.subject().roles().roles()) {
        if (existing == null || !role.id().equals(existing.id())) {
          steps.add(
              FixStep.ofKey("DELETE", account, key.appKey(), "/roles/" + role.id(), null)
                  .by("key unlink " + key.appKey() + " " + role.id(), account));
        }
      }
    } else if (proposal.resources().isEmpty()) {
      steps.add(
          new FixStep(
                  "DELETE", FixStep.account(account) + "/external-keys/" + key.appKey(), null, null)
              .by("external remove " + key.appKey(), account));
    }
    return steps;
  }
}

package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.explain.Wording;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.registry.Effects;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.control.OldTokenUse;
import io.counterfoil.server.control.Parts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the admin API shows what a change would do.
final class EffectsView {
  private static final int MOST_CALLS = 100;

  private final Directory directory;
  private final View view;

  EffectsView(Parts parts) {
    directory = parts.directory();
    view = new View(parts.directory(), parts.clock());
  }

  JsonObject seen(Effects.Seen seen, AccountName account, Wording wording) {
    JsonObject before = new JsonObject();
    JsonObject after = new JsonObject();
    seen.planned().before().forEach(before::put);
    seen.planned().after().forEach(after::put);
    JsonArray holders = new JsonArray();
    Set<String> lost = new HashSet<>();
    Set<String> gained = new HashSet<>();
    long refusedCalls = 0;
    for (Effects.ForHolder one : seen.holders()) {
      holders.add(holder(one, account, wording));
      one.lost().forEach(each -> lost.add(each.operation().toString()));
      one.gained().forEach(each -> gained.add(each.toString()));
      refusedCalls += one.refusedUse().stream().mapToLong(each -> each.use().count()).sum();
      refusedCalls += new OldTokenUse(one.oldTokenCallers()).count();
    }
    return new JsonObject()
        .put("action", seen.planned().action())
        .put("target", seen.planned().target())
        .put("before", before)
        .put("after", after)
        .put("isNothing", seen.planned().changes().isEmpty())
        .put("holders", holders)
        .put("lostOperations", lost.size())
        .put("gainedOperations", gained.size())
        .put("refusedCalls", refusedCalls)
        .put("examined", seen.examined())
        .put("concerned", seen.concerned())
        .put("revision", directory.revision().number());
  }

  private JsonObject holder(Effects.ForHolder one, AccountName account, Wording wording) {
    JsonArray lost = new JsonArray();
    one.lost().stream()
        .limit(MOST_CALLS)
        .forEach(each ->
            lost.add(
                call(each.operation())
                    .put("code", each.refusal().code().code())
                    .put("text", wording.title(each.refusal().code()))));
    JsonArray gained = new JsonArray();
    one.gained().stream().limit(MOST_CALLS).map(EffectsView::call).forEach(gained::add);
    JsonArray refused = new JsonArray();
    one.refusedUse().stream().limit(MOST_CALLS).map(EffectsView::refused).forEach(refused::add);
    Instant used = lastUsed(one.holder());
    return view.holder(account, one.holder())
        .put("lost", lost)
        .put("lostCount", one.lost().size())
        .put("gained", gained)
        .put("gainedCount", one.gained().size())
        .put("refusedUse", refused)
        .put("oldTokenUse", View.use(new OldTokenUse(List.copyOf(one.oldTokenCallers()))))
        .put("lastUsedAt", used == null ? null : used.toString());
  }

  private @Nullable Instant lastUsed(Holder holder) {
    return holder instanceof Holder.OfKey(var id) ? directory.lastUsed(id) : null;
  }

  private static JsonObject call(Operation operation) {
    return new JsonObject()
        .put("method", operation.method())
        .put("path", operation.template().value())
        .put("name", operation.name());
  }

  private static JsonObject refused(Effects.RefusedUse refused) {
    return new JsonObject()
        .put("method", refused.use().method())
        .put("path", refused.use().path())
        .put("address", refused.use().address())
        .put("count", refused.use().count())
        .put("lastUsedAt", refused.use().lastUsed().toString())
        .put("code", refused.refusal().code().code());
  }
}

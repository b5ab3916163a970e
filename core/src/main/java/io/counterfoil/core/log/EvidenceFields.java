package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.explain.Evidence;
import io.counterfoil.core.explain.Evidence.Alteration;
import io.counterfoil.core.key.AppKey;
import org.jspecify.annotations.Nullable;

/// Evidence as fields.
final class EvidenceFields {
  private static final int KIND = 1;
  private static final int KEY = 2;
  private static final int ACCOUNT = 3;
  private static final int AT = 4;
  private static final int UNTIL = 5;
  private static final int HOW = 6;
  private static final int POSITION = 7;
  private static final int COUNT = 8;
  private static final int BY = 9;
  private static final int LABEL = 10;

  private EvidenceFields() {}

  static void write(FieldSink to, Evidence evidence) {
    AppKey key = evidence.key();
    to.text(KEY, key == null ? null : key.value());
    switch (evidence) {
      case Evidence.Seen(var hint) -> to.text(KIND, "seen").text(HOW, hint.name());
      case Evidence.KeyUnknown _ -> to.text(KIND, "key_unknown");
      case Evidence.KeyDiffersByCase _ -> to.text(KIND, "key_differs_by_case");
      case Evidence.KeyDeleted(var account, _, var at, var until) ->
          to.text(KIND, "key_deleted")
              .text(ACCOUNT, account.value())
              .instant(AT, at)
              .instant(UNTIL, until);
      case Evidence.TokenWrong _ -> to.text(KIND, "token_wrong");
      case Evidence.TokenMatchesIf(_, var alteration, var position, var count) ->
          to.text(KIND, "token_matches_if")
              .text(HOW, alteration.name())
              .number(POSITION, position)
              .number(COUNT, count);
      case Evidence.TokenRetired(_, var at, var by, var since) ->
          to.text(KIND, "token_retired").instant(AT, at).text(BY, by).instant(UNTIL, since);
      case Evidence.TokenOfOtherKey(var other, var label) ->
          to.text(KIND, "token_of_other_key").text(HOW, other.value()).text(LABEL, label);
      case Evidence.PairSwapped _ -> to.text(KIND, "pair_swapped");
    }
  }

  /// Null where a later version wrote what this one does not know.
  static @Nullable Evidence read(FieldSource from) {
    try {
      return known(from);
    } catch (IllegalArgumentException e) {
      // a later version's: the rest is told
      return null;
    }
  }

  private static @Nullable Evidence known(FieldSource from) {
    return switch (from.needed(KIND)) {
      case "seen" -> new Evidence.Seen(Hint.valueOf(from.needed(HOW)));
      case "key_unknown" -> new Evidence.KeyUnknown();
      case "key_differs_by_case" -> new Evidence.KeyDiffersByCase(key(from));
      case "key_deleted" ->
          new Evidence.KeyDeleted(
              new AccountName(from.needed(ACCOUNT)),
              key(from),
              from.neededInstant(AT),
              from.instant(UNTIL));
      case "token_wrong" -> new Evidence.TokenWrong(key(from));
      case "token_matches_if" ->
          new Evidence.TokenMatchesIf(
              key(from),
              Alteration.valueOf(from.needed(HOW)),
              (int) from.number(POSITION),
              (int) from.number(COUNT));
      case "token_retired" ->
          new Evidence.TokenRetired(
              key(from), from.neededInstant(AT), from.needed(BY), from.neededInstant(UNTIL));
      case "token_of_other_key" ->
          new Evidence.TokenOfOtherKey(new AppKey(from.needed(HOW)), from.needed(LABEL));
      case "pair_swapped" -> new Evidence.PairSwapped(key(from));
      case String _ -> null;
    };
  }

  private static AppKey key(FieldSource from) {
    return new AppKey(from.needed(KEY));
  }
}

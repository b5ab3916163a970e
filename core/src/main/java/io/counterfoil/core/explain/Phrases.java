package io.counterfoil.core.explain;

import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parts of sentences that are put together alike in every language.
final class Phrases {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private Phrases() {}

  /// The template with each `{name}` replaced by the fact of that name, or left out where there is
  /// none. What a fact contains is not looked at again.
  static String filled(String template, Map<String, String> facts) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(facts.getOrDefault(place.group(1), "?")));
  }

  /// The value in backticks, made safe.
  static String quoted(Object value) {
    return "`" + Quoted.text(value.toString()) + "`";
  }

  /// The moment, to the minute.
  static String moment(Instant at) {
    return MOMENT.format(at);
  }

  /// The resources that a requirement names: `` `a` or `b` ``.
  static String needed(Requirement requirement, Wording wording) {
    return switch (requirement) {
      case Requirement.AnyOf(var keys) -> list(keys, wording.or());
      case Requirement.AllOf(var keys) -> list(keys, wording.and());
      case Requirement.Nothing _ -> wording.anyResource();
    };
  }

  /// The keys in backticks, with a word before the last.
  static String list(Collection<ResourceKey> keys, String word) {
    return texts(keys, word);
  }

  /// The roles' names in backticks, with a word before the last.
  static String names(Collection<Role> roles, String word) {
    return texts(roles.stream().map(Role::name).toList(), word);
  }

  /// The values in backticks, with a word before the last.
  static String texts(Collection<?> values, String word) {
    List<String> quoted = values.stream().map(Phrases::quoted).toList();
    return quoted.size() == 1
        ? quoted.getFirst()
        : String.join(", ", quoted.subList(0, quoted.size() - 1))
            + " "
            + word
            + " "
            + quoted.getLast();
  }
}

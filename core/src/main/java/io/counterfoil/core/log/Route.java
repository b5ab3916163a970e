package io.counterfoil.core.log;

import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.role.Catalogue;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.RequestPath;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What may be kept of the call that a request meant: no id of a person, an order or a secret, and
/// never a query.
///
/// @param needed the resources that were asked for instead of a call
record Route(@Nullable String method, @Nullable String template, List<String> needed) {
  private static final Route UNTOLD = new Route(null, null, List.of());
  private static final String MASK = "{...}";
  private static final int LONGEST_WORD = 32;

  private static final Pattern ID =
      Pattern.compile(
          "[\\d-]*\\d[\\d-]*" // numbers, dates
              + "|.*@.*" // e-mail addresses
              + "|(?=.*\\d)[0-9a-fA-F-]{8,}" // hex, UUIDs
              + "|(?=.*\\d)[\\w=+.~-]{16,}"); // base64, order ids, keys

  /// The operation's template, or the path with what looks like ids masked where the catalogue has
  /// no such operation.
  static Route of(Wanted wanted, Catalogue catalogue) {
    return switch (wanted) {
      case Wanted.Untold _ -> UNTOLD;
      case Wanted.Call(var method, RequestPath.Ambiguous _) ->
          new Route(Quoted.text(method), null, List.of());
      case Wanted.Call(var method, RequestPath.Canonical path) -> {
        Operation operation = catalogue.find(method, path);
        String template = operation == null ? masked(path.value()) : operation.template().value();
        yield new Route(Quoted.text(method), template, List.of());
      }
      case Wanted.Resources(var requirement) ->
          new Route(null, null, requirement.keys().stream().map(Object::toString).toList());
    };
  }

  /// The path with `{...}` for each segment that looks like an id.
  static String masked(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(segment -> isId(segment) ? MASK : segment)
        .collect(Collectors.joining("/"));
  }

  private static boolean isId(String segment) {
    return segment.length() >= LONGEST_WORD || ID.matcher(segment).matches();
  }
}

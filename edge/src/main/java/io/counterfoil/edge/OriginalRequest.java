package io.counterfoil.edge;

import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.role.RequestPath;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The request that a proxy asks about, as exactly one source tells it.
///
/// Headers that a client can send reach us through some proxies, so two sources that differ are
/// refused, never weighed; the address that we were called by is never taken for the request.
///
/// @param query what follows the `?` of the original URI; null for nothing
record OriginalRequest(Wanted wanted, Where where, @Nullable String query) {

  /// Reads what the headers tell.
  ///
  /// @param adapter decides which headers are named where none came
  static OriginalRequest read(MultiMap headers, Adapter adapter) {
    return new Reading(headers).read(adapter);
  }

  /// The header sets that tell method and URI, under the names that a caller is told.
  private enum Source {
    ORIGINAL("X-Original-Method", "X-Original-URI"),
    FORWARDED("X-Forwarded-Method", "X-Forwarded-Uri");

    private final String method;
    private final String uri;

    Source(String method, String uri) {
      this.method = method;
      this.uri = uri;
    }
  }

  private static final class Reading {
    private final MultiMap headers;
    private @Nullable String conflict;

    Reading(MultiMap headers) {
      this.headers = headers;
    }

    OriginalRequest read(Adapter adapter) {
      Url url = Url.of(only("X-Original-URL"));
      String originalMethod = only(Source.ORIGINAL.method);
      String originalTarget =
          agreed(
              Source.ORIGINAL.uri,
              only(Source.ORIGINAL.uri),
              "X-Original-URL",
              url == null ? null : url.target());
      String forwardedMethod = only(Source.FORWARDED.method);
      String forwardedTarget = only(Source.FORWARDED.uri);
      agreed(Source.ORIGINAL.method, originalMethod, Source.FORWARDED.method, forwardedMethod);
      agreed(Source.ORIGINAL.uri, originalTarget, Source.FORWARDED.uri, forwardedTarget);

      boolean isOriginal = originalMethod != null && originalTarget != null;
      String method = isOriginal ? originalMethod : forwardedMethod;
      String target = isOriginal ? originalTarget : forwardedTarget;
      String query = target == null ? null : Query.of(target);
      Where where = where(url, query);
      Refusal refusal =
          conflict != null
              ? new Refusal.ForwardedHeadersConflict(conflict)
              : method == null || target == null
                  ? missing(adapter, originalMethod, originalTarget, method, target)
                  : null;
      return refusal != null || method == null || target == null
          ? new OriginalRequest(new Wanted.Untold(Objects.requireNonNull(refusal)), where, query)
          : new OriginalRequest(new Wanted.Call(method, RequestPath.read(target)), where, query);
    }

    private static Refusal missing(
        Adapter adapter,
        @Nullable String originalMethod,
        @Nullable String originalTarget,
        @Nullable String forwardedMethod,
        @Nullable String forwardedTarget) {
      if (originalMethod != null) {
        return new Refusal.OriginalRequestMissing(Source.ORIGINAL.uri);
      }
      if (originalTarget != null) {
        return new Refusal.OriginalRequestMissing(Source.ORIGINAL.method);
      }
      if (forwardedMethod != null) {
        return new Refusal.OriginalRequestMissing(Source.FORWARDED.uri);
      }
      if (forwardedTarget != null) {
        return new Refusal.OriginalRequestMissing(Source.FORWARDED.method);
      }
      Source usual =
          switch (adapter) {
            case FORWARD -> Source.FORWARDED;
            case NGINX -> Source.ORIGINAL;
          };
      return new Refusal.OriginalRequestMissing(usual.method + ", " + usual.uri);
    }

    private Where where(@Nullable Url url, @Nullable String query) {
      String original = host("X-Original-Host");
      String forwarded = host("X-Forwarded-Host");
      String stated = agreed("X-Original-Host", original, "X-Forwarded-Host", forwarded);
      stated = agreed("X-Original-Host", stated, "X-Original-URL", url == null ? null : url.host());
      String called = host("Host");
      return new Where(
          only("X-Counterfoil-Account"),
          stated == null ? called : stated,
          stated != null,
          accountOf(query));
    }

    private @Nullable String accountOf(@Nullable String query) {
      if (query == null) {
        return null;
      }
      List<String> names = Query.read(query).values("an");
      if (names.size() > 1) {
        conflict = "the parameter an came more than once";
      }
      return names.isEmpty() || names.getFirst().isEmpty() ? null : names.getFirst();
    }

    private @Nullable String host(String header) {
      String value = only(header);
      if (value != null && value.indexOf(',') >= 0) {
        conflict = header + " names several hosts";
      }
      return value == null ? null : Url.hostOf(value);
    }

    /// The header's one value; null where it is absent or empty.
    private @Nullable String only(String header) {
      String first = headers.get(header);
      if (first == null) {
        return null;
      }
      if (headers.getAll(header).size() > 1) {
        conflict = header + " came more than once";
      }
      return first.isEmpty() ? null : first;
    }

    /// Either value, where they do not differ.
    private @Nullable String agreed(
        String oneName, @Nullable String one, String otherName, @Nullable String other) {
      if (one != null && other != null && !one.equals(other)) {
        conflict = oneName + " and " + otherName + " differ";
      }
      return one == null ? other : one;
    }
  }

  /// An absolute URL, taken apart no further than is needed.
  ///
  /// @param host null where it is a path alone
  /// @param target path and query; empty where there is none
  private record Url(@Nullable String host, String target) {
    static @Nullable Url of(@Nullable String text) {
      if (text == null) {
        return null;
      }
      int scheme = text.startsWith("/") ? -1 : text.indexOf("://");
      if (scheme < 0) {
        return new Url(null, text);
      }
      int path = text.indexOf('/', scheme + 3);
      return path < 0
          ? new Url(hostOf(text.substring(scheme + 3)), "")
          : new Url(hostOf(text.substring(scheme + 3, path)), text.substring(path));
    }

    /// The host in lower case, without the port.
    static String hostOf(String authority) {
      int colon = authority.lastIndexOf(':');
      boolean hasPort = colon >= 0 && authority.indexOf(']', colon) < 0;
      return (hasPort ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
    }
  }
}

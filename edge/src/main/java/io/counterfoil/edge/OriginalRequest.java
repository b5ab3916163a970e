package io.counterfoil.edge;

import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.role.RequestPath;
import io.counterfoil.edge.HeaderFields.Field;
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
  static OriginalRequest read(HeaderFields headers, Adapter adapter) {
    return new Reading(headers).read(adapter);
  }

  /// Reads where the request line that we were called with is the original one, below a prefix.
  /// Headers that tell another one are refused.
  static OriginalRequest ofRequestLine(HeaderFields headers, String method, String target) {
    return new Reading(headers).ofRequestLine(method, target);
  }

  /// Reads where the proxy's own protocol tells what is asked, so that every header is the
  /// client's: none of them tells method, target or account.
  static OriginalRequest told(HeaderFields headers, Told told) {
    return new Reading(headers).told(told);
  }

  /// What a proxy tells in a protocol of its own.
  ///
  /// @param method null where it told none
  /// @param target path and query; null where it told none
  /// @param account the account that the proxy's configuration names; null for none
  record Told(@Nullable String method, @Nullable String target, @Nullable String account) {}

  /// The header sets that tell method and URI, under the names that a caller is told.
  private enum Source {
    ORIGINAL(Field.ORIGINAL_METHOD, Field.ORIGINAL_URI),
    FORWARDED(Field.FORWARDED_METHOD, Field.FORWARDED_URI);

    private final Field method;
    private final Field uri;

    Source(Field method, Field uri) {
      this.method = method;
      this.uri = uri;
    }
  }

  private static final class Reading {
    private final HeaderFields headers;
    private @Nullable String conflict;

    Reading(HeaderFields headers) {
      this.headers = headers;
    }

    OriginalRequest read(Adapter adapter) {
      Url url = Url.of(only(Field.ORIGINAL_URL));
      String originalMethod = only(Source.ORIGINAL.method);
      String originalTarget =
          agreed(
              Source.ORIGINAL.uri,
              only(Source.ORIGINAL.uri),
              Field.ORIGINAL_URL,
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

    OriginalRequest ofRequestLine(String method, String target) {
      Url url = Url.of(only(Field.ORIGINAL_URL));
      for (Source source : Source.values()) {
        same(source.method, only(source.method), method);
        same(source.uri, only(source.uri), target);
      }
      same(Field.ORIGINAL_URL, url == null ? null : url.target(), target);
      String query = Query.of(target);
      String stated = stated(url);
      String host = agreed(Field.HOST, host(Field.HOST), Field.ORIGINAL_HOST, stated);
      Where where = new Where(only(Field.ACCOUNT), host, host != null, accountOf(query));
      return new OriginalRequest(call(method, target), where, query);
    }

    OriginalRequest told(Told told) {
      String method = told.method();
      String target = told.target();
      String query = target == null ? null : Query.of(target);
      String host = host(Field.HOST);
      Where where = new Where(told.account(), host, host != null, accountOf(query));
      Wanted wanted =
          method == null || method.isEmpty() || target == null || target.isEmpty()
              ? new Wanted.Untold(new Refusal.OriginalRequestMissing("method, path"))
              : call(method, target);
      return new OriginalRequest(wanted, where, query);
    }

    private Wanted call(String method, String target) {
      return conflict == null
          ? new Wanted.Call(method, RequestPath.read(target))
          : new Wanted.Untold(new Refusal.ForwardedHeadersConflict(conflict));
    }

    private void same(Field name, @Nullable String value, String told) {
      if (value != null && !value.equals(told)) {
        conflict = name.title() + " and the request line differ";
      }
    }

    private static Refusal missing(
        Adapter adapter,
        @Nullable String originalMethod,
        @Nullable String originalTarget,
        @Nullable String forwardedMethod,
        @Nullable String forwardedTarget) {
      if (originalMethod != null) {
        return new Refusal.OriginalRequestMissing(Source.ORIGINAL.uri.title());
      }
      if (originalTarget != null) {
        return new Refusal.OriginalRequestMissing(Source.ORIGINAL.method.title());
      }
      if (forwardedMethod != null) {
        return new Refusal.OriginalRequestMissing(Source.FORWARDED.uri.title());
      }
      if (forwardedTarget != null) {
        return new Refusal.OriginalRequestMissing(Source.FORWARDED.method.title());
      }
      Source usual =
          switch (adapter) {
            case NGINX -> Source.ORIGINAL;
            case FORWARD, ENVOY, GRPC, SPOE, FASTCGI -> Source.FORWARDED;
          };
      return new Refusal.OriginalRequestMissing(usual.method.title() + ", " + usual.uri.title());
    }

    private @Nullable String stated(@Nullable Url url) {
      String original = host(Field.ORIGINAL_HOST);
      String forwarded = host(Field.FORWARDED_HOST);
      String stated = agreed(Field.ORIGINAL_HOST, original, Field.FORWARDED_HOST, forwarded);
      return agreed(
          Field.ORIGINAL_HOST, stated, Field.ORIGINAL_URL, url == null ? null : url.host());
    }

    private Where where(@Nullable Url url, @Nullable String query) {
      String stated = stated(url);
      String called = host(Field.HOST);
      return new Where(
          only(Field.ACCOUNT), stated == null ? called : stated, stated != null, accountOf(query));
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

    private @Nullable String host(Field header) {
      String value = only(header);
      if (value != null && value.indexOf(',') >= 0) {
        conflict = header.title() + " names several hosts";
      }
      return value == null ? null : Url.hostOf(value);
    }

    /// The header's one value; null where it is absent or empty.
    private @Nullable String only(Field header) {
      String first = headers.first(header);
      if (first == null) {
        return null;
      }
      if (headers.count(header) > 1) {
        conflict = header.title() + " came more than once";
      }
      return first.isEmpty() ? null : first;
    }

    /// Either value, where they do not differ.
    private @Nullable String agreed(
        Field oneName, @Nullable String one, Field otherName, @Nullable String other) {
      if (one != null && other != null && !one.equals(other)) {
        conflict = oneName.title() + " and " + otherName.title() + " differ";
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

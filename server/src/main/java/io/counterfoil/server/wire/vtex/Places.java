package io.counterfoil.server.wire.vtex;

import com.nimbusds.jwt.JWTClaimsSet;
import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Caller;
import io.counterfoil.core.decision.Where;
import io.counterfoil.edge.PresentedReader;
import io.counterfoil.server.control.Parts;
import io.vertx.core.http.HttpServerRequest;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads which account a request is for: from the host, the parameter `an`, the header
/// `X-Counterfoil-Account`, a path that names one; else from the credential itself.
final class Places {
  private static final Pattern VTEX_HOST =
      Pattern.compile("([a-z0-9-]+)\\.(?:vtexcommerce(?:stable|beta)\\.com\\.br|myvtex\\.com)");

  /// Hosts of VTEX that many accounts share: they name none.
  private static final Set<String> SHARED = Set.of("api", "portal", "vtexid", "www");

  private final Parts parts;

  Places(Parts parts) {
    this.parts = parts;
  }

  /// What the request says of its account.
  ///
  /// @param inPath the account that the path names; null where it names none
  Where read(HttpServerRequest request, @Nullable String inPath) {
    String host = host(request);
    List<String> named = new ArrayList<>();
    add(named, request.headers().getAll("X-Counterfoil-Account"));
    add(named, request.params().getAll("an"));
    if (inPath != null) {
      named.add(inPath);
    }
    String ofHost = host == null ? null : accountOfVtexHost(host);
    if (ofHost != null) {
      named.add(ofHost);
    }
    if (named.isEmpty() && (host == null || parts.directory().accountOfHost(host) == null)) {
      String ofPerson = accountOfPerson(request);
      if (ofPerson != null) {
        named.add(ofPerson);
      }
    }
    return where(named, host);
  }

  /// What the request says of its account.
  Where read(HttpServerRequest request) {
    return read(request, null);
  }

  /// What the request says where the token that it is about stands not in its headers.
  Where readWithToken(HttpServerRequest request, String userToken) {
    Where where = read(request);
    String host = where.host();
    return where.account() == null
            && (host == null || parts.directory().accountOfHost(host) == null)
        ? new Where(accountOfPerson(userToken), host, false, null)
        : where;
  }

  private static void add(List<String> named, List<String> values) {
    values.stream().filter(value -> !value.isEmpty()).forEach(named::add);
  }

  /// The first name, and the first that differs from it: two that disagree are refused.
  private static Where where(List<String> named, @Nullable String host) {
    if (named.isEmpty()) {
      return new Where(null, host, false, null);
    }
    String first = named.getFirst();
    String other = named.stream().filter(name -> !name.equals(first)).findFirst().orElse(null);
    return new Where(first, host, false, other);
  }

  /// The account of a request that was allowed; null where nothing told it.
  @Nullable AccountName account(Where where, @Nullable Caller caller) {
    String named = where.account();
    if (named != null) {
      return AccountName.isValid(named) ? new AccountName(named) : null;
    }
    String host = where.host();
    AccountName ofHost = host == null ? null : parts.directory().accountOfHost(host);
    return ofHost != null || caller == null ? ofHost : caller.home();
  }

  private static @Nullable String host(HttpServerRequest request) {
    var authority = request.authority();
    return authority == null ? null : authority.host().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String accountOfVtexHost(String host) {
    Matcher matcher = VTEX_HOST.matcher(host);
    return matcher.matches() && !SHARED.contains(matcher.group(1)) ? matcher.group(1) : null;
  }

  private @Nullable String accountOfPerson(HttpServerRequest request) {
    var presented = PresentedReader.read(request.headers(), request.query(), null);
    return presented.keys().isEmpty() && !presented.userTokens().isEmpty()
        ? accountOfPerson(presented.userTokens().getFirst())
        : null;
  }

  /// The account that a person signed in at; a key brings its own.
  private @Nullable String accountOfPerson(String userToken) {
    JWTClaimsSet claims = parts.userTokens().verified(userToken);
    try {
      return claims != null && "user".equals(claims.getStringClaim("kind"))
          ? claims.getStringClaim("account")
          : null;
    } catch (ParseException e) {
      return null;
    }
  }
}

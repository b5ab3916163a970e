package io.counterfoil.edge;

import io.counterfoil.core.key.TokenFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The requests that every adapter and every real proxy must treat alike: every ambiguous path,
/// every form of header, and each kind of refusal.
final class ProxyCases {
  private final EdgeWorld world;
  private final List<ProxyCase> cases = new ArrayList<>();
  private final String right;
  private final String token;
  private final String guessed = TokenFormat.generate(new Random(11)).reveal();

  private ProxyCases(EdgeWorld world) {
    this.world = world;
    right = world.pair(EdgeWorld.VIEWER);
    token = world.token(EdgeWorld.VIEWER);
  }

  static List<ProxyCase> of(EdgeWorld world) {
    var all = new ProxyCases(world);
    all.allowed();
    all.forged();
    all.outsiders();
    all.presence();
    all.malformed();
    all.known();
    all.misplaced();
    all.oddHeaders();
    all.states();
    all.paths();
    all.operations();
    return all.cases;
  }

  private void add(String name, @Nullable String code, String target, String... lines) {
    cases.add(new ProxyCase(name, code, false, "GET", target, split(lines), null));
  }

  /// A request that some proxies refuse by themselves.
  private void odd(String name, @Nullable String code, String method, String target) {
    cases.add(new ProxyCase(name, code, true, method, target, split(right), null));
  }

  private void oddHeader(String name, String code, String... lines) {
    cases.add(new ProxyCase(name, code, true, "GET", "/orders/1", split(lines), null));
  }

  private static List<String> split(String... lines) {
    return List.of(lines).stream().flatMap(each -> List.of(each.split("\r\n")).stream()).toList();
  }

  private void allowed() {
    add("a plain request", null, "/orders/1", right);
    add("a query", null, "/orders/2?x=1%2F2&y=a%20b", right);
    add("an escaped blank", null, "/orders/a%20b", right);
    add("an escaped letter beyond ASCII", null, "/orders/%C3%A9", right);
    add("a slash at the end", null, "/orders/3/", right);
    add(
        "header names in small letters",
        null,
        "/orders/4",
        right
            .toLowerCase(Locale.ROOT)
            .replace(token.toLowerCase(Locale.ROOT), token)
            .replace(EdgeWorld.VIEWER.toLowerCase(Locale.ROOT), EdgeWorld.VIEWER));
    add("blanks after the token", null, "/orders/5", right + "   ");
    add("the account in the query", null, "/orders/6?an=acme", right);
    add("a user token in a cookie", null, "/orders/7", "Cookie: VtexIdclientAutCookie=of-viewer");
    cases.add(
        new ProxyCase(
            "a body with a length", null, false, "POST", "/orders", split(right), body()));
    cases.add(
        new ProxyCase(
            "a body in chunks",
            null,
            false,
            "POST",
            "/orders?chunks",
            split(right, "Transfer-Encoding: chunked"),
            body()));
  }

  private static String body() {
    return "{\"order\":\"0123456789\"}\n".repeat(600);
  }

  private void forged() {
    add(
        "forged headers of ours",
        null,
        "/orders/10",
        right,
        "X-Counterfoil-Key: forged",
        "X-Counterfoil-Roles: Owner",
        "X-Counterfoil-Account: beta",
        "X-Counterfoil-Status: 200");
    add(
        "forged headers of ours in other spellings",
        null,
        "/orders/11",
        right,
        "X_Counterfoil_Key: forged",
        "x_counterfoil_roles: Owner");
    add(
        "forged headers of proxies",
        null,
        "/orders/12",
        right,
        "X-Forwarded-Method: DELETE",
        "X-Forwarded-Uri: /me",
        "X-Forwarded-Prefix: /admin",
        "X-Forwarded-For: 192.0.2.7");
    add(
        "forged headers of nginx",
        null,
        "/orders/13",
        right,
        "X-Original-Method: DELETE",
        "X-Original-URI: /me",
        "X-Original-URL: http://elsewhere/me",
        "X-Rewrite-URL: /me");
    add("another method in a header", null, "/orders/14", right, "X-HTTP-Method-Override: DELETE");
    add(
        "our headers named in Connection",
        null,
        "/orders/15",
        right,
        "Connection: X-Counterfoil-Key, X-Counterfoil-Roles, X-Counterfoil-Account");
  }

  private void outsiders() {
    add(
        "an internal header of a framework",
        null,
        "/orders/16",
        right,
        "X-Middleware-Subrequest: src/middleware");
    add(
        "a health check's user agent",
        "credentials_missing",
        "/orders/17",
        "User-Agent: GoogleHC/1.0");
    add(
        "a forged address",
        "address_not_allowed",
        "/orders/18",
        world.pair(EdgeWorld.ELSEWHERE),
        "X-Forwarded-For: 203.0.113.7",
        "X-Real-IP: 203.0.113.7");
  }

  private void presence() {
    String key = EdgeWorld.VIEWER;
    add("nothing", "credentials_missing", "/orders/1");
    add("no key", "app_key_missing", "/orders/1", "X-VTEX-API-AppToken: " + token);
    add("no token", "app_token_missing", "/orders/1", "X-VTEX-API-AppKey: " + key);
    add("an empty token", "app_token_missing", "/orders/1", EdgeWorld.pair(key, ""));
    add(
        "the token twice",
        "credentials_duplicated",
        "/orders/1",
        right,
        "X-VTEX-API-AppToken: " + guessed);
    add(
        "the token twice, joined",
        "credentials_duplicated",
        "/orders/1",
        EdgeWorld.pair(key, token + "," + guessed));
    add(
        "the key twice",
        "credentials_duplicated",
        "/orders/1",
        right,
        "X-VTEX-API-AppKey: " + EdgeWorld.OF_BETA);
    add("swapped", "credentials_swapped", "/orders/1", EdgeWorld.pair(token, key));
  }

  private void malformed() {
    malformed("a blank within", token.substring(0, 20) + " " + token.substring(20));
    malformed("a blank of another kind", token + "\u00c2\u00a0");
    malformed(
        "a zero-width character",
        token.substring(0, 9) + "\u00e2\u0080\u008b" + token.substring(9));
    malformed("quotes", '"' + token + '"');
    malformed("curly quotes", "\u00e2\u0080\u009c" + token + "\u00e2\u0080\u009d");
    malformed("a percent sign", "%63" + token.substring(1));
    malformed("a scheme", "Bearer " + token);
    malformed("a placeholder", "{{appToken}}");
    malformed("its end missing", token.substring(0, 30));
    malformed("something after it", token + "xy");
  }

  private void known() {
    String key = EdgeWorld.VIEWER;
    add(
        "a mistyped token",
        "checksum_mismatch",
        "/orders/1",
        EdgeWorld.pair(key, token.substring(0, 52) + (token.charAt(52) == 'a' ? 'b' : 'a')));
    add("a guessed token", "pair_unknown", "/orders/1", EdgeWorld.pair(key, guessed));
    add(
        "a key that never was",
        "pair_unknown",
        "/orders/1",
        EdgeWorld.pair("appkey-acme-NEVERR", guessed));
  }

  private void misplaced() {
    String key = EdgeWorld.VIEWER;
    add(
        "the pair in the query",
        "credentials_in_wrong_place",
        "/orders/1?appKey=" + key + "&appToken=" + guessed);
    add(
        "the token as a bearer",
        "credentials_in_wrong_place",
        "/orders/1",
        "Authorization: Bearer " + token);
    add(
        "the pair in basic authentication",
        "credentials_in_wrong_place",
        "/orders/1",
        "Authorization: Basic "
            + Base64.getEncoder()
                .encodeToString((key + ":" + guessed).getBytes(StandardCharsets.US_ASCII)));
  }

  private void oddHeaders() {
    String key = EdgeWorld.VIEWER;
    oddHeader(
        "underscores in the names",
        "credentials_in_wrong_place",
        "X_VTEX_API_AppKey: " + key,
        "X_VTEX_API_AppToken: " + token);
    oddHeader(
        "dots in the names",
        "credentials_in_wrong_place",
        "X.VTEX.API.AppKey: " + key,
        "X.VTEX.API.AppToken: " + token);
    add(
        "names without their X",
        "credentials_in_wrong_place",
        "/orders/1",
        "VTEX-API-AppKey: " + key,
        "VTEX-API-AppToken: " + token);
    oddHeader(
        "a folded line",
        "app_token_malformed",
        "X-VTEX-API-AppKey: " + key,
        "X-VTEX-API-AppToken: " + token.substring(0, 20),
        " " + token.substring(20));
    oddHeader(
        "a blank before the colon",
        "app_token_missing",
        "X-VTEX-API-AppKey: " + key,
        "X-VTEX-API-AppToken : " + token);
    oddHeader(
        "a control character",
        "app_token_malformed",
        EdgeWorld.pair(key, token.substring(0, 20) + "\u000b" + token.substring(20)));
    add(
        "a pair beside another's cookie",
        "credentials_conflict",
        "/orders/1",
        right,
        "Cookie: VtexIdclientAutCookie=of-ana");
    add("a user token of nobody", "user_token_invalid", "/orders/1", "VtexIdclientAutCookie: eyJx");
    add(
        "a token named in Connection",
        "app_token_missing",
        "/orders/19",
        "X-VTEX-API-AppKey: " + key);
  }

  private void malformed(String what, String value) {
    add(
        "the token with " + what,
        "app_token_malformed",
        "/orders/1",
        EdgeWorld.pair(EdgeWorld.VIEWER, value));
  }

  private void states() {
    add("a key that is off", "key_inactive", "/orders/1", world.pair(EdgeWorld.INACTIVE));
    add("a key in quarantine", "key_quarantined", "/orders/1", world.pair(EdgeWorld.QUARANTINED));
    add("an expired key", "key_expired", "/orders/1", world.pair(EdgeWorld.EXPIRED));
    add("an account that is off", "account_inactive", "/orders/1", world.pair(EdgeWorld.OF_CLOSED));
    add("another account", "account_mismatch", "/orders/1?an=beta", right);
    add("no role", "role_missing", "/orders/1", world.pair(EdgeWorld.NO_ROLE));
    add("no allowance left", "rate_limited", "/orders/1", world.pair(EdgeWorld.LIMITED));
    cases.add(
        new ProxyCase(
            "a refused body", "resource_missing", false, "PUT", "/orders/1", split(right), body()));
  }

  private void paths() {
    for (String path :
        List.of(
            "/public/../orders/1",
            "/orders/./1",
            "//orders/1",
            "/orders//1",
            "/public/%2e%2e/orders/1",
            "/orders/%2E/1",
            "/public/..%2forders/1",
            "/orders%2F1",
            "/orders%5C1",
            "/orders\\1",
            "/public/..\\orders/1",
            "/public/..;/orders/1",
            "/orders;a=b/1",
            "/orders/1;x",
            "/orders/%3b1",
            "/public/%252e%252e/orders/1",
            "/orders/%00",
            "/orders/1%00.css",
            "/public/%c0%ae%c0%ae/orders/1",
            "/orders/1#fragment",
            "/orders/1%23x",
            "/orders/1%3Fx",
            "/orders/%0a1",
            "/orders/\u00e9")) {
      odd("the path " + path, "path_ambiguous", "GET", path);
    }
    odd("an absolute target", "path_ambiguous", "GET", "http://other/orders/1");
  }

  private void operations() {
    odd("a path that nobody declared", "operation_unknown", "GET", "/nothing/1");
    odd("a query that looks like a path", "operation_unknown", "GET", "/nothing?/orders/1");
    odd("another method", "operation_unknown", "PATCH", "/orders/1");
    odd("a method in small letters", "operation_unknown", "get", "/orders/1");
    odd("a method of nobody's", "operation_unknown", "FOO", "/orders/1");
    odd("what user tokens alone may do", "credential_kind_not_accepted", "GET", "/me");
    odd("two accounts", "forwarded_headers_conflict", "GET", "/orders/1?an=acme&an=beta");
  }
}

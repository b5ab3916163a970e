package io.counterfoil.edge;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.TokenFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/// Failing requests, labelled: every row of the tables of what goes wrong with credentials, and of
/// why pairs fail in the wild. Made anew from a seed, alike each time.
final class Corpus {
  /// How many requests each class has.
  static final int EACH = 40;

  /// The adapters that read headers alone.
  private static final List<Adapter> ASKED = List.of(Adapter.FORWARD, Adapter.NGINX);

  private static final long SEED = 20_260_602;

  private final EdgeWorld world;
  private final Random random = new Random(SEED);
  private final Slips slips = new Slips(random);
  private final List<CorpusCase> cases = new ArrayList<>();

  private Corpus(EdgeWorld world) {
    this.world = world;
  }

  /// Every request, about the keys of that world.
  static List<CorpusCase> of(EdgeWorld world) {
    Corpus corpus = new Corpus(world);
    corpus.edge();
    corpus.presented();
    corpus.malformedKeys();
    corpus.malformedTokens();
    corpus.known();
    corpus.usable();
    corpus.place();
    corpus.operation();
    corpus.allowed();
    return corpus.cases;
  }

  /// Requests that come before anything can be decided.
  static List<CorpusCase> tooEarly() {
    List<CorpusCase> cases = new ArrayList<>();
    for (Adapter adapter : ASKED) {
      List<String> lines = List.of(call(adapter, "GET", "/orders/1"));
      for (int i = 0; i < EACH / ASKED.size(); i++) {
        cases.add(
            new CorpusCase("the server has not loaded", "verifier_not_ready", adapter, lines));
      }
    }
    return cases;
  }

  private interface Lines {
    List<String> make(Adapter adapter);
  }

  private void each(String label, String reason, Lines lines) {
    for (int i = 0; i < EACH; i++) {
      Adapter adapter = ASKED.get(i % ASKED.size());
      cases.add(new CorpusCase(label, reason, adapter, lines.make(adapter)));
    }
  }

  /// A well-told call that the catalogue knows, and these lines.
  private void told(String label, String reason, Supplier<String> more) {
    each(label, reason, adapter -> List.of(call(adapter), more.get()));
  }

  private String call(Adapter adapter) {
    return call(adapter, "GET", "/orders/" + random.nextInt(100_000));
  }

  private static String call(Adapter adapter, String method, String uri) {
    return adapter == Adapter.FORWARD
        ? "X-Forwarded-Method: " + method + "\r\nX-Forwarded-Uri: " + uri
        : "X-Original-Method: " + method + "\r\nX-Original-URI: " + uri;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /// A header's name as some client spells it.
  private String spelled(String name) {
    return switch (random.nextInt(3)) {
      case 0 -> name;
      case 1 -> name.toLowerCase(Locale.ROOT);
      default -> name.toUpperCase(Locale.ROOT);
    };
  }

  private String key(String value) {
    return spelled("X-VTEX-API-AppKey") + ": " + value;
  }

  private String token(String value) {
    return spelled("X-VTEX-API-AppToken") + ": " + value;
  }

  private String pair(String key, String token) {
    return random.nextBoolean()
        ? key(key) + "\r\n" + token(token)
        : token(token) + "\r\n" + key(key);
  }

  private String right(String key) {
    return pair(key, world.token(key));
  }

  private String anyToken() {
    return TokenFormat.generate(random).reveal();
  }

  private String anyKey() {
    return AppKey.generate("appkey", one(List.of(EdgeWorld.ACME, EdgeWorld.BETA)), random).value();
  }

  private void edge() {
    each(
        "the proxy names no request",
        "original_request_missing",
        _ -> List.of(right(EdgeWorld.VIEWER)));
    each(
        "the proxy names half of the request",
        "original_request_missing",
        adapter ->
            List.of(
                adapter == Adapter.FORWARD
                    ? "X-Forwarded-Method: GET"
                    : "X-Original-URI: /orders/1",
                right(EdgeWorld.VIEWER)));
    each(
        "two headers name different requests",
        "forwarded_headers_conflict",
        _ ->
            List.of(
                call(Adapter.FORWARD, "GET", "/orders/" + random.nextInt(100)),
                call(Adapter.NGINX, "GET", "/ping/" + random.nextInt(100)),
                right(EdgeWorld.VIEWER)));
    each(
        "the path can be read in two ways",
        "path_ambiguous",
        adapter ->
            List.of(
                call(
                    adapter,
                    "GET",
                    one(
                        List.of(
                            "/orders//" + random.nextInt(9),
                            "/orders/../" + random.nextInt(9),
                            "/orders/%2e%2e/1",
                            "/orders%2f" + random.nextInt(9),
                            "/orders;a=b/" + random.nextInt(9),
                            "/orders/%252e/1",
                            "/orders\\" + random.nextInt(9),
                            "orders/" + random.nextInt(9)))),
                right(EdgeWorld.VIEWER)));
  }

  private void presented() {
    told("nothing is sent", "credentials_missing", () -> "Accept: */*");
    told("both variables are empty", "credentials_missing", () -> pair("", ""));
    each(
        "a preflight has no credentials",
        "credentials_missing",
        adapter ->
            List.of(call(adapter, "OPTIONS", "/orders/1"), "Access-Control-Request-Method: GET"));
    told("the key's variable is empty", "app_key_missing", () -> pair("", anyToken()));
    told("the key is not sent", "app_key_missing", () -> token(world.token(EdgeWorld.VIEWER)));
    told("the token's variable is empty", "app_token_missing", () -> pair(EdgeWorld.VIEWER, ""));
    told("the token was never captured", "app_token_missing", () -> key(anyKey()));
    told(
        "the token is sent twice",
        "credentials_duplicated",
        () -> right(EdgeWorld.VIEWER) + "\r\n" + token(anyToken()));
    told(
        "the key is sent twice, joined",
        "credentials_duplicated",
        () -> pair(EdgeWorld.VIEWER + ", " + EdgeWorld.VIEWER, world.token(EdgeWorld.VIEWER)));
    told(
        "a cookie of somebody else comes along",
        "credentials_conflict",
        () -> right(EdgeWorld.VIEWER) + "\r\nCookie: a=b; VtexIdclientAutCookie=of-ana");
    each(
        "the pair stands in the address",
        "credentials_in_wrong_place",
        adapter ->
            List.of(
                call(
                    adapter,
                    "GET",
                    "/orders/1?appKey=" + EdgeWorld.VIEWER + "&appToken=" + anyToken())));
    told(
        "the header's name lost its X",
        "credentials_in_wrong_place",
        () -> "VTEX-API-AppKey: " + EdgeWorld.VIEWER + "\r\nVTEX-API-AppToken: " + anyToken());
    told(
        "the token stands in Authorization",
        "credentials_in_wrong_place",
        () -> "Authorization: Bearer " + world.token(EdgeWorld.VIEWER));
    told(
        "the pair stands in basic authentication",
        "credentials_in_wrong_place",
        () ->
            "Authorization: Basic "
                + Base64.getEncoder()
                    .encodeToString(
                        (EdgeWorld.VIEWER + ":" + anyToken()).getBytes(StandardCharsets.US_ASCII)));
    told(
        "the header's name has underscores",
        "credentials_in_wrong_place",
        () -> "X_VTEX_API_AppKey: " + EdgeWorld.VIEWER + "\r\nX_VTEX_API_AppToken: " + anyToken());
  }

  private void malformedKeys() {
    String name = EdgeWorld.VIEWER;
    told(
        "the key has a blank in it",
        "app_key_malformed:inner_space",
        () -> pair(slips.with(name, " "), world.token(name)));
    told(
        "the key is in quotes",
        "app_key_malformed:quoted",
        () -> pair(slips.quoted(name), world.token(name)));
    told(
        "the key is a placeholder",
        "app_key_malformed:placeholder",
        () -> pair(slips.placeholder("appKey"), world.token(name)));
    told(
        "the key has an invisible character",
        "app_key_malformed:invisible_character",
        () ->
            pair(slips.with(name, one(List.of("\u00c2\u00a0", "\u00e2\u0080\u008b"))), anyToken()));
    told("key and token are swapped", "credentials_swapped", () -> pair(world.token(name), name));
    told(
        "the token stands in both headers",
        "credentials_swapped",
        () -> pair(world.token(name), anyKey()));
  }

  private void malformedTokens() {
    malformed(
        "a blank in it", "inner_space", token -> slips.with(token, one(List.of(" ", "  ", "\t"))));
    malformed("quotes around it", "quoted", slips::quoted);
    malformed(
        "an invisible character",
        "invisible_character",
        token ->
            slips.with(
                token, one(List.of("\u00c2\u00a0", "\u00e2\u0080\u008b", "\u00ef\u00bb\u00bf"))));
    malformed("a lookalike letter", "lookalike_character", slips::lookalike);
    malformed("percent signs", "percent_encoded", token -> "%63" + token.substring(1));
    malformed(
        "a scheme before it",
        "scheme_prefix",
        token -> one(List.of("Bearer ", "bearer ", "Token ", "Basic ")) + token);
    malformed("a placeholder in its place", "placeholder", _ -> slips.placeholder("appToken"));
    malformed("its end missing", "truncated", token -> token.substring(0, 5 + random.nextInt(47)));
    malformed(
        "something after it", "too_long", token -> token + "xyz".substring(random.nextInt(3)));
    malformed(
        "a user token in its place",
        "user_token_in_its_place",
        _ -> "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln" + random.nextInt(1_000));
    told(
        "one character of the token is mistyped",
        "checksum_mismatch",
        () -> pair(EdgeWorld.VIEWER, slips.mistyped(world.token(EdgeWorld.VIEWER))));
    told(
        "two characters of the token changed places",
        "checksum_mismatch",
        () -> pair(EdgeWorld.VIEWER, slips.transposed(world.token(EdgeWorld.VIEWER))));
    told(
        "the token is in small letters",
        "checksum_mismatch:token_matches_if",
        () -> pair(EdgeWorld.VIEWER, world.token(EdgeWorld.VIEWER).toLowerCase(Locale.ROOT)));
  }

  private interface Altering {
    String alter(String token);
  }

  private void malformed(String what, String hint, Altering altering) {
    told(
        "the token has " + what,
        "app_token_malformed:" + hint,
        () -> pair(EdgeWorld.VIEWER, altering.alter(world.token(EdgeWorld.VIEWER))));
  }

  private void known() {
    told("no such key ever was", "pair_unknown:key_unknown", () -> pair(anyKey(), anyToken()));
    told(
        "the key is in another letter case",
        "pair_unknown:key_differs_by_case",
        () ->
            pair(
                random.nextBoolean()
                    ? EdgeWorld.VIEWER.toLowerCase(Locale.ROOT)
                    : EdgeWorld.VIEWER.toUpperCase(Locale.ROOT),
                world.token(EdgeWorld.VIEWER)));
    told(
        "the key was deleted",
        "pair_unknown:key_deleted",
        () -> pair(EdgeWorld.DELETED, world.token(EdgeWorld.DELETED)));
    told(
        "the token is somebody's guess",
        "pair_unknown:token_wrong",
        () ->
            pair(
                one(List.of(EdgeWorld.VIEWER, EdgeWorld.NO_ROLE, EdgeWorld.INACTIVE)), anyToken()));
    told(
        "the token is of before the renewal",
        "pair_unknown:token_retired",
        () -> pair(EdgeWorld.RENEWED, world.oldToken(EdgeWorld.RENEWED)));
    told(
        "the token is of another key of the account",
        "pair_unknown:token_of_other_key",
        () -> pair(EdgeWorld.VIEWER, world.token(EdgeWorld.NO_ROLE)));
    told(
        "the token is of a key of another account",
        "pair_unknown:token_wrong",
        () -> pair(EdgeWorld.VIEWER, world.token(EdgeWorld.OF_BETA)));
    told(
        "the token is in capitals",
        "pair_unknown:token_matches_if",
        () -> pair(EdgeWorld.VIEWER, world.token(EdgeWorld.VIEWER).toUpperCase(Locale.ROOT)));
    told(
        "the token's prefix is in another letter case",
        "pair_unknown:token_matches_if",
        () ->
            pair(
                EdgeWorld.VIEWER,
                one(List.of("Cft_", "CFT_", "cFt_")) + world.token(EdgeWorld.VIEWER).substring(4)));
    told(
        "the user token was not issued here",
        "user_token_invalid",
        () -> "VtexIdclientAutCookie: eyJ" + random.nextInt(1_000));
  }

  private void bearers() {
    told(
        "the access token was altered",
        "access_token_invalid",
        () -> EdgeWorld.bearer("altered" + random.nextInt(1_000)));
  }

  private void usable() {
    bearers();
    told("the access token has expired", "access_token_expired", () -> EdgeWorld.bearer("expired"));
    told(
        "the access token's pair was renewed",
        "access_token_revoked",
        () -> EdgeWorld.bearer("of-renewed"));
    told("the access token's key is off", "key_inactive", () -> EdgeWorld.bearer("of-inactive"));
    told(
        "the access token was asked for with less",
        "scope_too_narrow",
        () -> EdgeWorld.bearer("narrow"));
    told("the key is off", "key_inactive", () -> right(EdgeWorld.INACTIVE));
    told("the key was found in the open", "key_quarantined", () -> right(EdgeWorld.QUARANTINED));
    told("the key has expired", "key_expired", () -> right(EdgeWorld.EXPIRED));
    told("the account is off", "account_inactive", () -> right(EdgeWorld.OF_CLOSED));
    told(
        "the user token has expired",
        "user_token_expired",
        () -> "Cookie: VtexIdclientAutCookie=expired");
    told(
        "the user token's key was switched off",
        "user_token_revoked",
        () -> "VtexIdclientAutCookie: of-inactive");
  }

  private void place() {
    each(
        "the key is used in another account",
        "account_mismatch",
        adapter -> List.of(call(adapter, "GET", "/orders/1?an=beta"), right(EdgeWorld.VIEWER)));
    each(
        "the account does not exist",
        "account_mismatch",
        adapter ->
            List.of(
                call(adapter, "GET", "/orders/1?an=nowhere" + random.nextInt(100)),
                right(EdgeWorld.VIEWER)));
    told(
        "the proxy and the address name different accounts",
        "account_mismatch",
        () -> "X-Counterfoil-Account: beta\r\n" + right(EdgeWorld.VIEWER));
    told(
        "the host is another account's",
        "host_not_of_account",
        () ->
            "X-Counterfoil-Account: acme\r\nX-Forwarded-Host: "
                + EdgeWorld.HOST
                + "\r\n"
                + right(EdgeWorld.VIEWER));
    told(
        "the host is nobody's",
        "host_not_of_account",
        () ->
            "X-Forwarded-Host: h"
                + random.nextInt(100)
                + ".example\r\n"
                + right(EdgeWorld.OF_BETA));
    told(
        "the address is not allowed",
        "address_not_allowed",
        () ->
            "X-Forwarded-For: 198.51.100."
                + random.nextInt(256)
                + "\r\n"
                + right(EdgeWorld.FENCED));
    told("the address is not known", "address_not_allowed", () -> right(EdgeWorld.FENCED));
  }

  private void operation() {
    each(
        "the path is mistyped",
        "operation_unknown",
        adapter ->
            List.of(
                call(adapter, "GET", "/order/" + random.nextInt(100)), right(EdgeWorld.VIEWER)));
    each(
        "the method is another one",
        "operation_unknown",
        adapter ->
            List.of(
                call(adapter, one(List.of("PATCH", "get", "DELETE")), "/orders/1"),
                right(EdgeWorld.VIEWER)));
    each(
        "the call takes user tokens only",
        "credential_kind_not_accepted",
        adapter -> List.of(call(adapter, "GET", "/me"), right(EdgeWorld.VIEWER)));
  }

  private void allowed() {
    told("no role is linked", "role_missing", () -> right(EdgeWorld.NO_ROLE));
    each(
        "a part of what is needed is missing",
        "resource_missing",
        adapter ->
            List.of(
                call(adapter, "PUT", "/orders/" + random.nextInt(100)), right(EdgeWorld.VIEWER)));
    each(
        "the roles lack the resource",
        "resource_missing",
        adapter -> List.of(call(adapter, "POST", "/orders"), right(EdgeWorld.COUNTER)));
    told("the allowance is used up", "rate_limited", () -> right(EdgeWorld.LIMITED));
  }
}

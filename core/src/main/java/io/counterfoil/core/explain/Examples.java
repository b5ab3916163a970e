package io.counterfoil.core.explain;

import io.counterfoil.core.decision.RefusalCode;

/// A short example of each code: what is refused, and after `->` what is not. The same in every
/// language; its pairs exist nowhere.
final class Examples {
  private static final String KEY = "X-VTEX-API-AppKey: appkey-acme-QXZKWM\n";
  private static final String TOKEN = "X-VTEX-API-AppToken: cft_...\n";
  private static final String PAIR = "GET /orders/17\n" + KEY + TOKEN;
  private static final String USER_TOKEN = "GET /orders/17\nVtexIdclientAutCookie: eyJ...\n";
  private static final String THEN = "->\n";
  private static final String ACCESS_TOKEN = "GET /orders/17\nAuthorization: Bearer eyJ...\n";
  private static final String NEW_ACCESS_TOKEN =
      ACCESS_TOKEN + THEN + "POST /oauth2/token\n" + THEN + ACCESS_TOKEN;
  private static final String NEW_USER_TOKEN =
      USER_TOKEN + THEN + "POST /api/vtexid/apptoken/login\n" + THEN + USER_TOKEN;
  private static final String ACTIVATED =
      PAIR + THEN + "Account settings > API keys > appkey-acme-QXZKWM > ON\n";
  private static final String LINKED =
      PAIR + THEN + "Account settings > API keys > appkey-acme-QXZKWM > + Order viewer\n";
  private static final String LATER = PAIR + THEN + "Retry-After: 5\n";

  private Examples() {}

  static String of(RefusalCode code) {
    return switch (code) {
      case ORIGINAL_REQUEST_MISSING ->
          "GET /v1/authz/forward\n"
              + THEN
              + "X-Forwarded-Method: GET\nX-Forwarded-Uri: /orders/17\n";
      case FORWARDED_HEADERS_CONFLICT ->
          "X-Forwarded-Uri: /orders/17\nX-Original-URI: /ping\n"
              + THEN
              + "X-Forwarded-Uri: /orders/17\n";
      case PATH_AMBIGUOUS -> "GET /orders//17/../18\n" + THEN + "GET /orders/18\n";
      case CREDENTIALS_MISSING -> "GET /orders/17\n" + THEN + PAIR;
      case APP_KEY_MISSING -> "GET /orders/17\n" + TOKEN + THEN + PAIR;
      case APP_TOKEN_MISSING -> "GET /orders/17\n" + KEY + THEN + PAIR;
      case CREDENTIALS_DUPLICATED -> PAIR + TOKEN + THEN + PAIR;
      case CREDENTIALS_CONFLICT -> PAIR + "Cookie: VtexIdclientAutCookie=eyJ...\n" + THEN + PAIR;
      case CREDENTIALS_IN_WRONG_PLACE -> "GET /orders/17?appKey=...&appToken=...\n" + THEN + PAIR;
      case APP_KEY_MALFORMED -> "X-VTEX-API-AppKey: \"appkey-acme-QXZKWM\"\n" + THEN + KEY;
      case APP_TOKEN_MALFORMED -> "X-VTEX-API-AppToken: Bearer cft_...\n" + THEN + TOKEN;
      case CREDENTIALS_SWAPPED ->
          "X-VTEX-API-AppKey: cft_...\nX-VTEX-API-AppToken: appkey-acme-QXZKWM\n"
              + THEN
              + KEY
              + TOKEN;
      case CHECKSUM_MISMATCH ->
          "X-VTEX-API-AppToken: cft_...a0bC1x\n" + THEN + "X-VTEX-API-AppToken: cft_...a0bC1d\n";
      case PAIR_UNKNOWN -> "X-VTEX-API-AppKey: APPKEY-ACME-QXZKWM\n" + TOKEN + THEN + KEY + TOKEN;
      case USER_TOKEN_INVALID, USER_TOKEN_EXPIRED, USER_TOKEN_REVOKED -> NEW_USER_TOKEN;
      case ACCESS_TOKEN_INVALID, ACCESS_TOKEN_EXPIRED, ACCESS_TOKEN_REVOKED -> NEW_ACCESS_TOKEN;
      case SCOPE_TOO_NARROW ->
          "grant_type=client_credentials&scope=ViewCatalog\n"
              + THEN
              + "grant_type=client_credentials&scope=ViewCatalog+ViewOrders\n";
      case KEY_INACTIVE, ACCOUNT_INACTIVE -> ACTIVATED;
      case KEY_QUARANTINED ->
          PAIR + THEN + "Account settings > API keys > appkey-acme-QXZKWM > renew, release\n";
      case KEY_EXPIRED -> PAIR + THEN + "X-VTEX-API-AppKey: appkey-acme-BNTRLE\n" + TOKEN;
      case ACCOUNT_MISMATCH, HOST_NOT_OF_ACCOUNT ->
          "Host: beta.example.com\n"
              + KEY
              + TOKEN
              + THEN
              + "Host: acme.example.com\n"
              + KEY
              + TOKEN;
      case ADDRESS_NOT_ALLOWED -> "X-Forwarded-For: 192.0.2.7\n" + THEN + PAIR;
      case OPERATION_UNKNOWN -> "GET /order/17\n" + THEN + "GET /orders/17\n";
      case CREDENTIAL_KIND_NOT_ACCEPTED -> PAIR + THEN + USER_TOKEN;
      case ROLE_MISSING, RESOURCE_MISSING -> LINKED;
      case SPONSOR_REQUIRED -> "POST /v1/accounts/acme/keys\n" + THEN + "Sponsor > delegated\n";
      case RATE_LIMITED, VERIFIER_STALE, VERIFIER_NOT_READY, VERIFIER_BUSY -> LATER;
    };
  }
}

package io.counterfoil.core.explain;

import io.counterfoil.core.decision.RefusalCode;

/// What is said of each code in English.
final class EnglishPages {
  private static final Page ORIGINAL_REQUEST_MISSING =
      new Page(
          "The proxy did not say which request is meant",
          "the proxy did not say which request is meant: {header} is missing; have it send the "
              + "original method and URI",
          "The proxy asked whether a request may pass, but did not say which request. Nothing "
              + "can be decided on a request that nobody names, so it was refused.",
          "Have the proxy send the original method and URI with each check. The configurations "
              + "that this server generates do so. It is the proxy's owner who can repair this; the "
              + "caller cannot.");

  private static final Page FORWARDED_HEADERS_CONFLICT =
      new Page(
          "Two headers name different requests",
          "headers disagree about the original request: {what}; have the proxy overwrite what "
              + "its clients send",
          "Two headers that describe the original request contradict each other. One of them "
              + "may come from the client, so neither was believed.",
          "Have the proxy remove or overwrite every forwarding header that a client may send, "
              + "and set only its own. Clients: do not send headers such as X-Original-URI or "
              + "X-Forwarded-Host yourselves.");

  private static final Page PATH_AMBIGUOUS =
      new Page(
          "The path can be read in two ways",
          "the path can be read in two ways: {what}; send it in its plain form",
          "The path holds something that a proxy and the API behind it may read differently, "
              + "such as a dot segment, an encoded slash or two slashes in a row. Such a path is "
              + "refused rather than repaired, because a check of one reading says nothing about the "
              + "other.",
          "Send the path in its plain form: no `.` or `..` segments, no doubled slashes, no "
              + "encoded slashes or dots, no semicolons.");

  private static final Page CREDENTIALS_MISSING =
      new Page(
          "No credential was sent",
          "no credential was sent; send the headers `X-VTEX-API-AppKey` and "
              + "`X-VTEX-API-AppToken`",
          "The request carried neither an appKey nor an appToken, nor a user token. Header "
              + "names may be in any letter case, but a proxy on the way may have removed them.",
          "Send the appKey in the header `X-VTEX-API-AppKey` and the appToken in the header "
              + "`X-VTEX-API-AppToken`. If you do send them, look for a proxy on the way that drops "
              + "them, and for a variable that is empty.");

  private static final Page APP_KEY_MISSING =
      new Page(
          "The appKey is missing",
          "the appToken came without its appKey; send both `X-VTEX-API-AppKey` and "
              + "`X-VTEX-API-AppToken`",
          "The request carried an appToken, but no appKey or an empty one. Neither is worth "
              + "anything without the other.",
          "Send the appKey that belongs to the token in the header `X-VTEX-API-AppKey`. Check "
              + "that the variable that holds it is set where the request is made.");

  private static final Page APP_TOKEN_MISSING =
      new Page(
          "The appToken is missing",
          "the appKey came without its appToken; send both `X-VTEX-API-AppKey` and "
              + "`X-VTEX-API-AppToken`",
          "The request carried an appKey, but no appToken or an empty one. Neither is worth "
              + "anything without the other.",
          "Send the token of the key in the header `X-VTEX-API-AppToken`. It was shown once, "
              + "when it was made; if nobody kept it, renew the key's token or create a new key.");

  private static final Page CREDENTIALS_DUPLICATED =
      new Page(
          "A credential came more than once",
          "the header {header} came more than once; send it once",
          "A header that carries a credential came more than once, or with several values "
              + "joined by a comma. Programs differ on which copy counts, so none was read.",
          "Send each of the headers once. Copies often come from a client library and a proxy "
              + "that both add them.");

  private static final Page CREDENTIALS_CONFLICT =
      new Page(
          "Two credentials speak of different holders",
          "the pair and the user token speak of different holders; send only one of them",
          "The request carried a pair of appKey and appToken and a user token as well, and "
              + "they belong to different holders. Whose roles should count cannot be told.",
          "Send one kind of credential only. If a browser adds the cookie "
              + "`VtexIdclientAutCookie`, leave cookies out of the call that carries the pair.");

  private static final Page CREDENTIALS_IN_WRONG_PLACE =
      new Page(
          "The credential is in the wrong place",
          "a credential came in {place}, where none is read; send it in `X-VTEX-API-AppKey` "
              + "and `X-VTEX-API-AppToken`",
          "Something like a credential was found where none is read, such as the query or the "
              + "header `Authorization`. Addresses end up in logs and histories, so a pair is read "
              + "from its own two headers alone.",
          "Move the values to the headers `X-VTEX-API-AppKey` and `X-VTEX-API-AppToken`. If "
              + "they stood in an address, renew the token: it may have been written to logs.");

  private static final Page APP_KEY_MALFORMED =
      new Page(
          "The appKey cannot be one",
          "the appKey cannot be one{hints}; send it exactly as it was issued",
          "The value in `X-VTEX-API-AppKey` has characters that no appKey has, or is too long. "
              + "Values are compared exactly as they come; nothing is trimmed or repaired.",
          "Copy the appKey again from Account settings > API keys, without blanks or quotes, "
              + "and keep its letter case. Check that no placeholder or variable name was sent "
              + "instead of the value.");

  private static final Page APP_TOKEN_MALFORMED =
      new Page(
          "The appToken cannot be one",
          "the appToken cannot be one{hints}; send it exactly as it was issued",
          "The value in `X-VTEX-API-AppToken` has characters that no token has, or the wrong "
              + "length. Values are compared exactly as they come; nothing is trimmed or repaired.",
          "Copy the token again from where it is kept, whole, without blanks or quotes, and "
              + "keep its letter case. It cannot be shown again: if no exact copy is left, renew the "
              + "key's token.");

  private static final Page CREDENTIALS_SWAPPED =
      new Page(
          "AppKey and appToken are swapped",
          "the appKey and the appToken each came in the other's header; swap them",
          "The value in `X-VTEX-API-AppKey` looks like a token, and the value in "
              + "`X-VTEX-API-AppToken` like a key.",
          "Swap the two values. As the token may have been logged as if it were a key, "
              + "consider renewing it.");

  private static final Page CHECKSUM_MISMATCH =
      new Page(
          "The appToken is damaged",
          "the appToken is damaged: its checksum does not fit; copy it again, whole and exactly",
          "The token has the shape of one that was issued here, but its last six characters, "
              + "which are a checksum of the rest, do not fit. Some character was changed, lost or "
              + "swapped with its neighbour.",
          "Copy the token again from where it is kept; do not type it. If the copy itself is "
              + "damaged, renew the key's token.");

  private static final Page PAIR_UNKNOWN =
      new Page(
          "There is no such pair",
          "there is no such pair of appKey and appToken; check both values exactly, letter "
              + "case included, or show this refusal's id to whoever administers the account",
          "No active pair of appKey and appToken matches what was sent. The answer is the same "
              + "whatever the reason, so that nobody can find out which keys exist.",
          "Check that both values were copied whole, belong together and are meant for this "
              + "server. People of the account who may view its API keys can look this refusal up by "
              + "its id and see what did not match.");

  private static final Page USER_TOKEN_INVALID =
      new Page(
          "The user token was not issued here",
          "the user token was not issued here, or was altered; sign in again or exchange the "
              + "pair again",
          "The user token's signature is not this server's, or its content was changed on the "
              + "way.",
          "Get a new token: sign in again, or exchange the pair again. Check that the token is "
              + "sent whole, and to the server that issued it.");

  private static final Page KEY_INACTIVE =
      new Page(
          "The key is switched off",
          "the key is switched off since {since}; switch it on under Account settings > API "
              + "keys",
          "The pair is right, but the key was switched off. Until it is switched on again "
              + "every request with it is refused.",
          "Have somebody who may edit API keys switch it on under Account settings > API keys, "
              + "after asking why it was switched off.");

  private static final Page KEY_EXPIRED =
      new Page(
          "The key has expired",
          "the key expired at {since}; create a new one under Account settings > API keys",
          "The pair is right, but the key was made to work until a certain time, and that time "
              + "has come.",
          "Create a new key, link the same roles to it, and put it in the place of the old one.");

  private static final Page KEY_QUARANTINED =
      new Page(
          "The key is quarantined",
          "the key is quarantined since {since}, because it may be in the wrong hands; renew its "
              + "token and release it",
          "The pair is right, but it was found where others can read it, or somebody had another "
              + "reason to distrust it. Until the key is released, every request with it is refused.",
          "Renew the key's token, put the new token in place, release the key, and find out how "
              + "the old token got into the open.");

  private static final Page ACCOUNT_INACTIVE =
      new Page(
          "The account is switched off",
          "the account {account} is switched off; its Sponsor or the server's operator can "
              + "switch it on",
          "The credential is right, but the account is switched off. Every key and every user "
              + "of it is refused.",
          "Ask the account's Sponsor or the operator of this server to switch the account on "
              + "again.");

  private static final Page USER_TOKEN_EXPIRED =
      new Page(
          "The user token has expired",
          "the user token expired at {since}; sign in again or exchange the pair again",
          "User tokens work for a limited time, and the time of this one is over.",
          "Get a new token: sign in again, or exchange the pair again. Programs should do so "
              + "before the old one expires.");

  private static final Page USER_TOKEN_REVOKED =
      new Page(
          "The user token was revoked",
          "the user token was revoked before its time; sign in again or use another key",
          "The key or the user behind the token is gone, switched off or expired, so the token "
              + "no longer counts.",
          "Have the key or the user restored by the account's people, or use another "
              + "credential.");

  private static final Page ACCESS_TOKEN_INVALID =
      new Page(
          "The access token was not issued here",
          "the access token was not issued here, or was altered; get a new one from "
              + "/oauth2/token",
          "An access token names the key that signed it. No such key signs here, or the "
              + "signature does not fit what the token says.",
          "Get a new token from /oauth2/token of this server, and send it unaltered as "
              + "`Authorization: Bearer`. Tokens of another server, of a test server for "
              + "instance, do not work here.");

  private static final Page ACCESS_TOKEN_EXPIRED =
      new Page(
          "The access token has expired",
          "the access token expired at {since}; get a new one from /oauth2/token",
          "Access tokens work for five minutes at most, and the time of this one is " + "over.",
          "Get a new token from /oauth2/token. Programs should do so before the old one "
              + "expires: `expires_in` says in how many seconds that is.");

  private static final Page ACCESS_TOKEN_REVOKED =
      new Page(
          "The access token was revoked",
          "the access token was revoked before its time; get a new one with the pair "
              + "that is in use now",
          "An access token lives no longer than the pair that it was issued for. That "
              + "pair was renewed or its key deleted, or somebody took the token back.",
          "Get a new token with the pair that is in use now. If the pair does not work "
              + "any more either, ask the account's people for a new one.");

  private static final Page SCOPE_TOO_NARROW =
      new Page(
          "The access token was asked for with less",
          "the access token was asked for without {needed}; ask for it in `scope`, or "
              + "leave `scope` out",
          "The key may do this, but its access token was asked for with a `scope` that "
              + "leaves it out. Nothing is wrong with the key or its roles.",
          "Get a new token whose `scope` names the resource too. Without `scope` a "
              + "token carries all that the key may do.");

  private static final Page ACCOUNT_MISMATCH =
      new Page(
          "The credential belongs to another account",
          "the request is for the account {account}, where this key or user does not belong; "
              + "add it there or call its own account",
          "The credential is right, but it belongs to another account than the one that the "
              + "request is for, and was not added there.",
          "Call the account that the key belongs to. If the other account is meant, have its "
              + "Sponsor add the key there as an external key and link a role to it.");

  private static final Page HOST_NOT_OF_ACCOUNT =
      new Page(
          "The host is not the account's",
          "the host {host} is not one of the account's; call a host of the account or add this "
              + "one to it",
          "The request came by a host name that belongs to another account, or that is not on "
              + "the list of the hosts of this one.",
          "Call a host of the account that the key is for, or have the host added to the "
              + "account's list of hosts.");

  private static final Page ADDRESS_NOT_ALLOWED =
      new Page(
          "The address is not allowed",
          "the key may not be used from this address; call from an allowed one or have the "
              + "list changed",
          "The pair is right, but the key may only be used from certain network addresses, and "
              + "the request came from another.",
          "Send the request from an allowed address, or have somebody who may edit API keys "
              + "change the list.");

  private static final Page OPERATION_UNKNOWN =
      new Page(
          "The call is not in the catalogue",
          "the catalogue has no operation for {method} {path}; check method and path, or have "
              + "the operation added",
          "No operation of the catalogue matches the method and path. What is not in the "
              + "catalogue is refused, since nobody has said which resource it needs.",
          "Check the method and the path for slips. If the call exists, have the operator of "
              + "this server add it to the catalogue, with the resource that it needs.");

  private static final Page CREDENTIAL_KIND_NOT_ACCEPTED =
      new Page(
          "The call takes another kind of credential",
          "this call does not take {presented}; send the other kind of credential",
          "The credential is right, but this call takes only the other kind: a pair of appKey "
              + "and appToken where a user token was sent, or the reverse.",
          "Send the kind of credential that the call takes. A pair can be exchanged for a user "
              + "token.");

  private static final Page ROLE_MISSING =
      new Page(
          "No role is linked",
          "this key or user has no role in the account; link one that grants {needed} under "
              + "Account settings",
          "The credential is right, but no role is linked to it in this account. A key is born "
              + "with no role, so that it can do nothing until somebody says what.",
          "Link a role to the key under Account settings > API keys, or to the user under "
              + "Account settings > Users. Choose the role that grants the least that will do.");

  private static final Page RESOURCE_MISSING =
      new Page(
          "The roles lack a resource",
          "the roles of this key or user do not grant {needed}; link a role that does under "
              + "Account settings",
          "The credential is right and has roles in this account, but none of them grants the "
              + "resource that this call needs.",
          "Link a role that grants the resource, or add the resource to a custom role that is "
              + "linked already. Look up who else has that role before you change it.");

  private static final Page SPONSOR_REQUIRED =
      new Page(
          "Only the Sponsor may do this",
          "only the account's Sponsor may do this; ask the Sponsor, or have key creation "
              + "delegated",
          "In this account only the Sponsor user may create keys. That is every account's "
              + "default.",
          "Ask the Sponsor to create the key, or to delegate the creation of keys to everybody "
              + "who may edit API keys.");

  private static final Page RATE_LIMITED =
      new Page(
          "Too many requests",
          "the key has used up its allowance of requests; wait as long as `Retry-After` says",
          "The key may make only so many requests in a given time, and has made them.",
          "Wait as long as the header `Retry-After` says, and spread the requests more evenly.");

  private static final Page VERIFIER_STALE =
      new Page(
          "This verifier is out of date",
          "what this verifier knows, revision {revision} of {at}, is too old to decide on; try "
              + "again, or tell the server's operator",
          "The verifier has not heard of changes for longer than it may, or the request asked for "
              + "a revision that has not arrived here yet, so it might let through what has been "
              + "forbidden since. It refuses instead; the credential was not judged.",
          "Try again a little later. The operator has to restore the connection between this "
              + "verifier and its control plane.");

  private static final Page VERIFIER_NOT_READY =
      new Page(
          "This verifier is not ready yet",
          "this verifier has not loaded its keys yet; try again in a moment",
          "The verifier has just started and has not loaded its keys yet. It cannot tell right "
              + "from wrong, so it lets nothing pass. The credential was not judged.",
          "Try again in a moment. If it lasts, the operator has to find out why the verifier "
              + "gets no keys.");

  private static final Page VERIFIER_BUSY =
      new Page(
          "This verifier is busy",
          "the pair could not be checked in time; try again after `Retry-After`",
          "The key came from another system, which kept a slow hash of its token. At its first "
              + "use here the token is checked against that hash, and too many checks wait already, or too many "
              + "wrong tokens came from there. The credential was not judged.",
          "Try again after as many seconds as the header `Retry-After` says. Once the key has "
              + "been used, it is as fast as any other.");

  private EnglishPages() {}

  static Page of(RefusalCode code) {
    return switch (code) {
      case ORIGINAL_REQUEST_MISSING -> ORIGINAL_REQUEST_MISSING;
      case FORWARDED_HEADERS_CONFLICT -> FORWARDED_HEADERS_CONFLICT;
      case PATH_AMBIGUOUS -> PATH_AMBIGUOUS;
      case CREDENTIALS_MISSING -> CREDENTIALS_MISSING;
      case APP_KEY_MISSING -> APP_KEY_MISSING;
      case APP_TOKEN_MISSING -> APP_TOKEN_MISSING;
      case CREDENTIALS_DUPLICATED -> CREDENTIALS_DUPLICATED;
      case CREDENTIALS_CONFLICT -> CREDENTIALS_CONFLICT;
      case CREDENTIALS_IN_WRONG_PLACE -> CREDENTIALS_IN_WRONG_PLACE;
      case APP_KEY_MALFORMED -> APP_KEY_MALFORMED;
      case APP_TOKEN_MALFORMED -> APP_TOKEN_MALFORMED;
      case CREDENTIALS_SWAPPED -> CREDENTIALS_SWAPPED;
      case CHECKSUM_MISMATCH -> CHECKSUM_MISMATCH;
      case PAIR_UNKNOWN -> PAIR_UNKNOWN;
      case USER_TOKEN_INVALID -> USER_TOKEN_INVALID;
      case KEY_INACTIVE -> KEY_INACTIVE;
      case KEY_EXPIRED -> KEY_EXPIRED;
      case KEY_QUARANTINED -> KEY_QUARANTINED;
      case ACCOUNT_INACTIVE -> ACCOUNT_INACTIVE;
      case USER_TOKEN_EXPIRED -> USER_TOKEN_EXPIRED;
      case USER_TOKEN_REVOKED -> USER_TOKEN_REVOKED;
      case ACCESS_TOKEN_INVALID -> ACCESS_TOKEN_INVALID;
      case ACCESS_TOKEN_EXPIRED -> ACCESS_TOKEN_EXPIRED;
      case ACCESS_TOKEN_REVOKED -> ACCESS_TOKEN_REVOKED;
      case SCOPE_TOO_NARROW -> SCOPE_TOO_NARROW;
      case ACCOUNT_MISMATCH -> ACCOUNT_MISMATCH;
      case HOST_NOT_OF_ACCOUNT -> HOST_NOT_OF_ACCOUNT;
      case ADDRESS_NOT_ALLOWED -> ADDRESS_NOT_ALLOWED;
      case OPERATION_UNKNOWN -> OPERATION_UNKNOWN;
      case CREDENTIAL_KIND_NOT_ACCEPTED -> CREDENTIAL_KIND_NOT_ACCEPTED;
      case ROLE_MISSING -> ROLE_MISSING;
      case RESOURCE_MISSING -> RESOURCE_MISSING;
      case SPONSOR_REQUIRED -> SPONSOR_REQUIRED;
      case RATE_LIMITED -> RATE_LIMITED;
      case VERIFIER_STALE -> VERIFIER_STALE;
      case VERIFIER_NOT_READY -> VERIFIER_NOT_READY;
      case VERIFIER_BUSY -> VERIFIER_BUSY;
    };
  }
}

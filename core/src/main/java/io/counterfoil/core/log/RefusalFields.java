package io.counterfoil.core.log;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.PathTemplate;
import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Refusals as fields; which one it is, the record's code says.
final class RefusalFields {
  private static final int TEXT = 1;
  private static final int OTHER_TEXT = 2;
  private static final int HINT = 3;
  private static final int SINCE = 4;
  private static final int REQUIREMENT = 5;
  private static final int KIND = 6;
  private static final int RETRY = 7;
  private static final int REQUESTS = 8;
  private static final int SECONDS = 9;
  private static final int NAME = 10;
  private static final int ACCEPTS = 11;
  private static final int ANY_OF = 1;
  private static final int ALL_OF = 2;

  private RefusalFields() {}

  static void write(FieldSink to, Refusal refusal) {
    switch (refusal) {
      case Refusal.OriginalRequestMissing(var missing) -> to.text(TEXT, missing);
      case Refusal.ForwardedHeadersConflict(var what) -> to.text(TEXT, what);
      case Refusal.PathAmbiguous(var what) -> to.text(TEXT, what);
      case Refusal.CredentialsDuplicated(var header) -> to.text(TEXT, header);
      case Refusal.CredentialsInWrongPlace(var place) -> to.text(TEXT, place);
      case Refusal.AppKeyMalformed(var hints) -> hints(to, hints);
      case Refusal.AppTokenMalformed(var hints) -> hints(to, hints);
      case Refusal.KeyInactive(var since) -> to.instant(SINCE, since);
      case Refusal.KeyExpired(var since) -> to.instant(SINCE, since);
      case Refusal.KeyQuarantined(var since) -> to.instant(SINCE, since);
      case Refusal.AccountInactive(var account) -> to.text(TEXT, account.value());
      case Refusal.UserTokenExpired(var since) -> to.instant(SINCE, since);
      case Refusal.UserTokenRevoked(var because) -> to.text(TEXT, because.name());
      case Refusal.AccessTokenExpired(var since) -> to.instant(SINCE, since);
      case Refusal.AccessTokenRevoked(var because) -> to.text(TEXT, because.name());
      case Refusal.AccountMismatch(var asked) -> to.text(TEXT, asked);
      case Refusal.HostNotOfAccount(var host) -> to.text(TEXT, host);
      case Refusal.AddressNotAllowed(var address) -> to.text(TEXT, address);
      case Refusal.OperationUnknown(var method, var path) ->
          to.text(TEXT, method).text(OTHER_TEXT, path);
      case Refusal.CredentialKindNotAccepted(var operation, var kind) ->
          operation(to.text(KIND, kind.name()), operation);
      case Refusal.RoleMissing(var needed) -> requirement(to, needed);
      case Refusal.ResourceMissing(var needed) -> requirement(to, needed);
      case Refusal.ScopeTooNarrow(var needed) -> requirement(to, needed);
      case Refusal.RateLimited(var limit, var retry) ->
          to.number(REQUESTS, limit.requests())
              .number(SECONDS, limit.seconds())
              .number(RETRY, retry);
      case Refusal.VerifierBusy(var retry) -> to.number(RETRY, retry);
      case Refusal.VerifierStale(var asOf, var revision) ->
          to.instant(SINCE, asOf).text(TEXT, revision);
      case Refusal.CredentialsMissing _,
          Refusal.AppKeyMissing _,
          Refusal.AppTokenMissing _,
          Refusal.CredentialsConflict _,
          Refusal.CredentialsSwapped _,
          Refusal.ChecksumMismatch _,
          Refusal.PairUnknown _,
          Refusal.UserTokenInvalid _,
          Refusal.AccessTokenInvalid _,
          Refusal.SponsorRequired _,
          Refusal.VerifierNotReady _ -> {
        // the code says all
      }
    }
  }

  private static void hints(FieldSink to, List<Hint> hints) {
    to.texts(HINT, hints.stream().map(Hint::name).toList());
  }

  private static void operation(FieldSink to, Operation operation) {
    to.text(TEXT, operation.method())
        .text(OTHER_TEXT, operation.template().value())
        .text(NAME, operation.name())
        .texts(ACCEPTS, operation.accepts().stream().map(Enum::name).sorted().toList());
    requirement(to, operation.requirement());
  }

  private static void requirement(FieldSink to, Requirement needed) {
    int how =
        switch (needed) {
          case Requirement.AnyOf _ -> ANY_OF;
          case Requirement.AllOf _ -> ALL_OF;
          case Requirement.Nothing _ -> 0;
        };
    if (how != 0) {
      to.nested(
          REQUIREMENT,
          needed,
          (inner, each) -> inner.texts(how, each.keys().stream().map(ResourceKey::value).toList()));
    }
  }

  /// Null where a later version wrote what this one does not know.
  static @Nullable Refusal read(RefusalCode code, FieldSource from) {
    try {
      return known(code, from);
    } catch (IllegalArgumentException e) {
      // a later version's: the code is left, and is told
      return null;
    }
  }

  private static @Nullable Refusal known(RefusalCode code, FieldSource from) {
    return switch (code) {
      case ORIGINAL_REQUEST_MISSING -> new Refusal.OriginalRequestMissing(from.needed(TEXT));
      case FORWARDED_HEADERS_CONFLICT -> new Refusal.ForwardedHeadersConflict(from.needed(TEXT));
      case PATH_AMBIGUOUS -> new Refusal.PathAmbiguous(from.needed(TEXT));
      case CREDENTIALS_MISSING -> new Refusal.CredentialsMissing();
      case APP_KEY_MISSING -> new Refusal.AppKeyMissing();
      case APP_TOKEN_MISSING -> new Refusal.AppTokenMissing();
      case CREDENTIALS_DUPLICATED -> new Refusal.CredentialsDuplicated(from.needed(TEXT));
      case CREDENTIALS_CONFLICT -> new Refusal.CredentialsConflict();
      case CREDENTIALS_IN_WRONG_PLACE -> new Refusal.CredentialsInWrongPlace(from.needed(TEXT));
      case APP_KEY_MALFORMED -> new Refusal.AppKeyMalformed(hints(from));
      case APP_TOKEN_MALFORMED -> new Refusal.AppTokenMalformed(hints(from));
      case CREDENTIALS_SWAPPED -> new Refusal.CredentialsSwapped();
      case CHECKSUM_MISMATCH -> new Refusal.ChecksumMismatch();
      case PAIR_UNKNOWN -> new Refusal.PairUnknown();
      case USER_TOKEN_INVALID -> new Refusal.UserTokenInvalid();
      case KEY_INACTIVE -> new Refusal.KeyInactive(since(from));
      case KEY_EXPIRED -> new Refusal.KeyExpired(since(from));
      case KEY_QUARANTINED -> new Refusal.KeyQuarantined(since(from));
      case ACCOUNT_INACTIVE -> new Refusal.AccountInactive(new AccountName(from.needed(TEXT)));
      case USER_TOKEN_EXPIRED -> new Refusal.UserTokenExpired(since(from));
      case USER_TOKEN_REVOKED ->
          new Refusal.UserTokenRevoked(Refusal.Revocation.valueOf(from.needed(TEXT)));
      case ACCESS_TOKEN_INVALID -> new Refusal.AccessTokenInvalid();
      case ACCESS_TOKEN_EXPIRED -> new Refusal.AccessTokenExpired(since(from));
      case ACCESS_TOKEN_REVOKED ->
          new Refusal.AccessTokenRevoked(Refusal.Withdrawal.valueOf(from.needed(TEXT)));
      case SCOPE_TOO_NARROW -> new Refusal.ScopeTooNarrow(requirement(from));
      case ACCOUNT_MISMATCH -> new Refusal.AccountMismatch(from.needed(TEXT));
      case HOST_NOT_OF_ACCOUNT -> new Refusal.HostNotOfAccount(from.needed(TEXT));
      case ADDRESS_NOT_ALLOWED -> new Refusal.AddressNotAllowed(from.needed(TEXT));
      case OPERATION_UNKNOWN ->
          new Refusal.OperationUnknown(from.needed(TEXT), from.needed(OTHER_TEXT));
      case CREDENTIAL_KIND_NOT_ACCEPTED ->
          new Refusal.CredentialKindNotAccepted(
              operation(from), CredentialKind.valueOf(from.needed(KIND)));
      case ROLE_MISSING -> new Refusal.RoleMissing(requirement(from));
      case RESOURCE_MISSING -> new Refusal.ResourceMissing(requirement(from));
      case SPONSOR_REQUIRED -> new Refusal.SponsorRequired();
      case RATE_LIMITED ->
          new Refusal.RateLimited(
              new RateLimit((int) from.number(REQUESTS), (int) from.number(SECONDS)),
              from.number(RETRY));
      case VERIFIER_NOT_READY -> new Refusal.VerifierNotReady();
      case VERIFIER_BUSY -> new Refusal.VerifierBusy(from.number(RETRY));
      case VERIFIER_STALE -> new Refusal.VerifierStale(since(from), from.needed(TEXT));
    };
  }

  private static Instant since(FieldSource from) {
    return from.neededInstant(SINCE);
  }

  private static List<Hint> hints(FieldSource from) {
    List<String> names = from.texts(HINT);
    return List.of(Hint.values()).stream()
        .filter(hint -> names.contains(hint.name()))
        .sorted(
            (one, other) -> Integer.compare(names.indexOf(one.name()), names.indexOf(other.name())))
        .toList();
  }

  private static Operation operation(FieldSource from) {
    return new Operation(
        from.needed(TEXT),
        new PathTemplate(from.needed(OTHER_TEXT)),
        from.needed(NAME),
        requirement(from),
        from.texts(ACCEPTS).stream().map(CredentialKind::valueOf).collect(Collectors.toSet()));
  }

  private static Requirement requirement(FieldSource from) {
    FieldSource needed = from.nested(REQUIREMENT);
    if (needed == null) {
      return new Requirement.Nothing();
    }
    List<ResourceKey> any = needed.texts(ANY_OF).stream().map(ResourceKey::new).toList();
    List<ResourceKey> all = needed.texts(ALL_OF).stream().map(ResourceKey::new).toList();
    return any.isEmpty() ? Requirement.allOf(all) : Requirement.anyOf(any);
  }
}

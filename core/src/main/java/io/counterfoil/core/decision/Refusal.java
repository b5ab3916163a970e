package io.counterfoil.core.decision;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.key.RateLimit;
import io.counterfoil.core.role.CredentialKind;
import io.counterfoil.core.role.Operation;
import io.counterfoil.core.role.Requirement;
import java.time.Instant;
import java.util.List;

/// Why a request was refused, with what the account's people need to know of it. What of that a
/// caller may learn is decided by [Answer] alone.
public sealed interface Refusal {
  /// Its public name.
  RefusalCode code();

  /// The resources that would have done; none where that is not the matter.
  default Requirement needed() {
    return new Requirement.Nothing();
  }

  /// The proxy did not say which request is meant.
  ///
  /// @param missing the headers that would have said it
  record OriginalRequestMissing(String missing) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.ORIGINAL_REQUEST_MISSING;
    }
  }

  /// Two headers name different requests.
  record ForwardedHeadersConflict(String what) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.FORWARDED_HEADERS_CONFLICT;
    }
  }

  /// The path may be read in two ways.
  record PathAmbiguous(String what) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.PATH_AMBIGUOUS;
    }
  }

  /// No credential was presented.
  record CredentialsMissing() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.CREDENTIALS_MISSING;
    }
  }

  /// A token came without its key.
  record AppKeyMissing() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.APP_KEY_MISSING;
    }
  }

  /// A key came without its token.
  record AppTokenMissing() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.APP_TOKEN_MISSING;
    }
  }

  /// A credential's header came more than once.
  record CredentialsDuplicated(String header) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.CREDENTIALS_DUPLICATED;
    }
  }

  /// A pair and a user token came together and speak of different holders.
  record CredentialsConflict() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.CREDENTIALS_CONFLICT;
    }
  }

  /// A credential came where none is read.
  ///
  /// @param place where, such as "the query"
  record CredentialsInWrongPlace(String place) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.CREDENTIALS_IN_WRONG_PLACE;
    }
  }

  /// The presented key cannot be one.
  record AppKeyMalformed(List<Hint> hints) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.APP_KEY_MALFORMED;
    }
  }

  /// The presented token cannot be one.
  record AppTokenMalformed(List<Hint> hints) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.APP_TOKEN_MALFORMED;
    }
  }

  /// Each value came in the other's header.
  record CredentialsSwapped() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.CREDENTIALS_SWAPPED;
    }
  }

  /// The token is one of ours, mistyped.
  record ChecksumMismatch() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.CHECKSUM_MISMATCH;
    }
  }

  /// There is no such pair. Why not is evidence, for the account's people only.
  record PairUnknown() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.PAIR_UNKNOWN;
    }
  }

  /// The user token was not issued here.
  record UserTokenInvalid() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.USER_TOKEN_INVALID;
    }
  }

  /// What came as a bearer token is no access token that was issued here.
  record AccessTokenInvalid() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.ACCESS_TOKEN_INVALID;
    }
  }

  /// The access token is past its expiry.
  record AccessTokenExpired(Instant since) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.ACCESS_TOKEN_EXPIRED;
    }
  }

  /// The access token was ended before its time.
  record AccessTokenRevoked(Withdrawal because) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.ACCESS_TOKEN_REVOKED;
    }
  }

  /// The key is switched off.
  record KeyInactive(Instant since) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.KEY_INACTIVE;
    }
  }

  /// The key is past its expiry.
  record KeyExpired(Instant since) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.KEY_EXPIRED;
    }
  }

  /// The key was found in the open, or may have been, and is quarantined.
  record KeyQuarantined(Instant since) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.KEY_QUARANTINED;
    }
  }

  /// The account is switched off.
  record AccountInactive(AccountName account) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.ACCOUNT_INACTIVE;
    }
  }

  /// The user token is past its expiry.
  record UserTokenExpired(Instant since) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.USER_TOKEN_EXPIRED;
    }
  }

  /// The key or the user behind the token is gone or switched off.
  record UserTokenRevoked(Revocation because) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.USER_TOKEN_REVOKED;
    }
  }

  /// The key is of another account and was not added here.
  ///
  /// @param asked the account that the request is for, as it was named
  record AccountMismatch(String asked) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.ACCOUNT_MISMATCH;
    }
  }

  /// The host is not the account's.
  record HostNotOfAccount(String host) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.HOST_NOT_OF_ACCOUNT;
    }
  }

  /// The key is bound to addresses, and this is none of them.
  ///
  /// @param address where the request came from; empty where that is not known
  record AddressNotAllowed(String address) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.ADDRESS_NOT_ALLOWED;
    }
  }

  /// No operation of the catalogue is meant by the call.
  record OperationUnknown(String method, String path) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.OPERATION_UNKNOWN;
    }
  }

  /// The operation takes another kind of credential.
  record CredentialKindNotAccepted(Operation operation, CredentialKind presented)
      implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.CREDENTIAL_KIND_NOT_ACCEPTED;
    }
  }

  /// The holder has no role in the account.
  record RoleMissing(Requirement needed) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.ROLE_MISSING;
    }
  }

  /// The holder's roles lack what the operation needs.
  record ResourceMissing(Requirement needed) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.RESOURCE_MISSING;
    }
  }

  /// The key's roles would do, but its access token was asked for with less.
  record ScopeTooNarrow(Requirement needed) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.SCOPE_TOO_NARROW;
    }
  }

  /// The key has used up its allowance.
  ///
  /// @param retrySeconds in how many seconds there is some again
  record RateLimited(RateLimit limit, long retrySeconds) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.RATE_LIMITED;
    }
  }

  /// Only the account's Sponsor may do this.
  record SponsorRequired() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.SPONSOR_REQUIRED;
    }
  }

  /// This verifier has not loaded its keys yet.
  record VerifierNotReady() implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.VERIFIER_NOT_READY;
    }
  }

  /// What this verifier knows is older than it may be for that account, or than the request asked
  /// for.
  ///
  /// @param asOf until when nothing that was changed is missing here
  /// @param revision how far the changes were applied here
  record VerifierStale(Instant asOf, String revision) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.VERIFIER_STALE;
    }
  }

  /// The token of an imported key has to be verified once by another system's slow hash, and too
  /// many others wait for that.
  ///
  /// @param retrySeconds in how many seconds to try again
  record VerifierBusy(long retrySeconds) implements Refusal {
    @Override
    public RefusalCode code() {
      return RefusalCode.VERIFIER_BUSY;
    }
  }

  /// What ended an access token before its time.
  enum Withdrawal {
    /// The appToken that it was issued for is none of the key's any more.
    TOKEN_RETIRED,
    KEY_GONE,
    /// Somebody asked for it.
    REVOKED
  }

  /// What ended a user token before its time.
  enum Revocation {
    KEY_INACTIVE,
    KEY_EXPIRED,
    KEY_GONE,
    USER_GONE,
    SIGNED_OUT
  }
}

package io.counterfoil.core.decision;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.role.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the caller is told: the only place that knows what a caller may learn.
///
/// A hint that is a pure function of the caller's own bytes may go to anyone. What consulted the
/// store goes to a caller whose credential was authentic; every other mismatch is one answer of one
/// shape, whatever exists.
public sealed interface Answer {
  /// The request may pass; the proxy is told who called.
  record Pass(Decision.Allowed allowed) implements Answer {}

  /// The request may not pass.
  ///
  /// @param hints what the presented bytes show by themselves
  /// @param needed the resources that would have done; no keys where that is not the matter
  /// @param facts what the sentence about it mentions, by name: `account`, `host`, `header`,
  ///   `place`, `since`, `method`, `path`, `what`, `presented`
  record Refuse(RefusalCode code, List<Hint> hints, Requirement needed, Map<String, String> facts)
      implements Answer {}

  /// The answer to the caller.
  static Answer toCaller(Decision decision) {
    return switch (decision) {
      case Decision.Allowed allowed -> new Pass(allowed);
      case Decision.Refused refused -> toCaller(refused.refusal());
    };
  }

  /// The answer to a caller who is refused.
  static Refuse toCaller(Refusal refusal) {
    RefusalCode code = refusal.code();
    return switch (refusal) {
      case Refusal.OriginalRequestMissing(var missing) -> fact(code, "header", missing);
      case Refusal.ForwardedHeadersConflict(var what) -> fact(code, "what", what);
      case Refusal.PathAmbiguous(var what) -> fact(code, "what", what);
      case Refusal.CredentialsDuplicated(var header) -> fact(code, "header", header);
      case Refusal.CredentialsInWrongPlace(var place) -> fact(code, "place", place);
      case Refusal.AppKeyMalformed(var hints) -> hinted(code, hints);
      case Refusal.AppTokenMalformed(var hints) -> hinted(code, hints);
      case Refusal.CredentialsMissing _,
          Refusal.AppKeyMissing _,
          Refusal.AppTokenMissing _,
          Refusal.CredentialsConflict _,
          Refusal.CredentialsSwapped _,
          Refusal.ChecksumMismatch _,
          Refusal.PairUnknown _,
          Refusal.UserTokenInvalid _,
          Refusal.UserTokenRevoked _,
          Refusal.AccessTokenInvalid _,
          Refusal.AccessTokenRevoked _,
          Refusal.SponsorRequired _,
          Refusal.AddressNotAllowed _,
          Refusal.RateLimited _,
          Refusal.VerifierNotReady _,
          Refusal.VerifierBusy _ ->
          plain(code);
      case Refusal.KeyInactive(Instant since) -> fact(code, "since", since.toString());
      case Refusal.KeyQuarantined(Instant since) -> fact(code, "since", since.toString());
      case Refusal.KeyExpired(Instant since) -> fact(code, "since", since.toString());
      case Refusal.UserTokenExpired(Instant since) -> fact(code, "since", since.toString());
      case Refusal.AccessTokenExpired(Instant since) -> fact(code, "since", since.toString());
      case Refusal.AccountInactive(AccountName account) -> fact(code, "account", account.value());
      case Refusal.AccountMismatch(var asked) -> fact(code, "account", asked);
      case Refusal.HostNotOfAccount(var host) -> fact(code, "host", host);
      case Refusal.VerifierStale(Instant asOf, var revision) ->
          facts(code, Map.of("at", asOf.toString(), "revision", revision));
      case Refusal.OperationUnknown(var method, var path) ->
          facts(code, Map.of("method", method, "path", path));
      case Refusal.CredentialKindNotAccepted(_, var presented) ->
          fact(code, "presented", presented.name());
      case Refusal.RoleMissing(var needed) -> new Refuse(code, List.of(), needed, Map.of());
      case Refusal.ResourceMissing(var needed) -> new Refuse(code, List.of(), needed, Map.of());
      case Refusal.ScopeTooNarrow(var needed) -> new Refuse(code, List.of(), needed, Map.of());
    };
  }

  private static Refuse plain(RefusalCode code) {
    return facts(code, Map.of());
  }

  private static Refuse hinted(RefusalCode code, List<Hint> hints) {
    return new Refuse(code, hints, new Requirement.Nothing(), Map.of());
  }

  private static Refuse fact(RefusalCode code, String name, String value) {
    return facts(code, Map.of(name, value));
  }

  private static Refuse facts(RefusalCode code, Map<String, String> facts) {
    return new Refuse(code, List.of(), new Requirement.Nothing(), facts);
  }
}

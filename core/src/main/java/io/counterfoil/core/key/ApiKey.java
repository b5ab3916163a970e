package io.counterfoil.core.key;

import io.counterfoil.core.account.AccountName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key: the thing that has roles. Its name is the [AppKey], its secret the [AppToken].
///
/// @param account the account that owns it; other accounts may have added it as an external key
/// @param label what it is for, in the words of whoever made it
/// @param createdBy who made it, as the audit log names them
/// @param expiresAt from when on it is refused; null for never
/// @param changedAt when its state last changed; for a deleted key, when it was deleted
/// @param terms what its account noted of it, and on what terms it may be used
/// @param restorable the state that restoring or releasing brings back; null unless it was deleted
///   and is not purged yet, or is quarantined
public record ApiKey(
    KeyId id,
    AccountName account,
    AppKey appKey,
    String label,
    KeyState state,
    Tokens tokens,
    List<RetiredToken> retired,
    Instant createdAt,
    String createdBy,
    @Nullable Instant expiresAt,
    Instant changedAt,
    KeyTerms terms,
    @Nullable KeyState restorable) {

  /// The longest label, in characters.
  public static final int LONGEST_LABEL = 100;

  /// How long a deleted key can be restored.
  public static final Duration RESTORABLE = Duration.ofDays(30);

  public ApiKey {
    retired = List.copyOf(retired);
  }

  /// A key that nothing was said about.
  public ApiKey(
      KeyId id,
      AccountName account,
      AppKey appKey,
      String label,
      KeyState state,
      Tokens tokens,
      List<RetiredToken> retired,
      Instant createdAt,
      String createdBy,
      @Nullable Instant expiresAt,
      Instant changedAt) {
    this(
        id,
        account,
        appKey,
        label,
        state,
        tokens,
        retired,
        createdAt,
        createdBy,
        expiresAt,
        changedAt,
        KeyTerms.NONE,
        null);
  }

  /// The same key in another state.
  public ApiKey with(KeyState newState, Instant at) {
    return copy(new Standing(newState, at, null), held(), described());
  }

  /// The same key under another label.
  public ApiKey withLabel(String newLabel) {
    return copy(standing(), held(), new Described(newLabel, expiresAt, terms));
  }

  /// The same key with another expiry; null for none.
  public ApiKey withExpiry(@Nullable Instant newExpiry) {
    return copy(standing(), held(), new Described(label, newExpiry, terms));
  }

  /// The same key on other terms.
  public ApiKey with(KeyTerms newTerms) {
    return copy(standing(), held(), new Described(label, expiresAt, newTerms));
  }

  /// The same key, deleted: it admits nothing, and can be restored for a while.
  public ApiKey deleted(Instant at) {
    return copy(new Standing(KeyState.DELETED, at, state), held(), described());
  }

  /// The same key, quarantined: it admits nothing until it is released.
  public ApiKey quarantined(Instant at) {
    return copy(new Standing(KeyState.QUARANTINED, at, state), held(), described());
  }

  /// The same key, quarantined no more: as it was before, or switched off where that is not known.
  public ApiKey released(Instant at) {
    return with(restorable == null ? KeyState.INACTIVE : restorable, at);
  }

  /// Whether it was deleted and is not purged yet.
  public boolean isDeleted() {
    return state == KeyState.DELETED && restorable != null;
  }

  /// Whether it was deleted and can still be restored at the instant.
  public boolean isRestorableAt(Instant at) {
    return isDeleted() && at.isBefore(changedAt.plus(RESTORABLE));
  }

  /// The same key, for ever: a name that stays taken, without a token or anybody's words.
  public ApiKey purged() {
    return new ApiKey(
        id,
        account,
        appKey,
        "",
        KeyState.DELETED,
        new Tokens.Settled(Counterpart.erased(createdAt)),
        List.of(),
        createdAt,
        createdBy,
        null,
        changedAt);
  }

  /// The same key with a second token beside the one that it had. The same key, recognising the
  /// same tokens by other counterparts.
  public ApiKey withTokens(Tokens newTokens) {
    return with(newTokens, retired);
  }

  /// The same key with a second token beside the one it had.
  public ApiKey renewing(Counterpart fresh) {
    return with(new Tokens.Renewing(tokens.newest(), fresh), retired);
  }

  /// The same key with the fresh token alone; what admitted before is remembered as retired.
  public ApiKey renewedAtOnce(Counterpart fresh, Instant at, String by) {
    return with(new Tokens.Settled(fresh), remembering(tokens.live(), at, by));
  }

  /// The same key with another fresh token in the place of one that was not needed.
  public ApiKey renewingAgain(Tokens.Renewing renewal, Counterpart fresh, Instant at, String by) {
    return with(
        new Tokens.Renewing(renewal.old(), fresh), remembering(List.of(renewal.fresh()), at, by));
  }

  /// The same key with only the newer token; the older one is remembered as retired.
  public ApiKey renewed(Tokens.Renewing renewal, Instant at, String by) {
    return with(new Tokens.Settled(renewal.fresh()), remembering(List.of(renewal.old()), at, by));
  }

  /// The same key with only the older token; the newer one is remembered as retired.
  public ApiKey renewalUndone(Tokens.Renewing renewal, Instant at, String by) {
    return with(new Tokens.Settled(renewal.old()), remembering(List.of(renewal.fresh()), at, by));
  }

  private List<RetiredToken> remembering(List<Counterpart> gone, Instant at, String by) {
    Instant horizon = at.minus(RetiredToken.REMEMBERED);
    List<RetiredToken> remembered = new ArrayList<>();
    retired.stream().filter(token -> token.retiredAt().isAfter(horizon)).forEach(remembered::add);
    gone.forEach(token -> remembered.add(new RetiredToken(token, at, by)));
    return remembered;
  }

  /// The counterpart that keeps the place of a token known only by another system's hash; null
  /// where there is none.
  public @Nullable Counterpart placeholder() {
    for (Counterpart live : tokens.live()) {
      if (live.isPlaceholder()) {
        return live;
      }
    }
    return null;
  }

  /// Whether the key is past its expiry at the instant.
  public boolean isExpiredAt(Instant instant) {
    return expiresAt != null && !instant.isBefore(expiresAt);
  }

  private ApiKey with(Tokens newTokens, List<RetiredToken> newRetired) {
    return copy(standing(), new Held(newTokens, newRetired), described());
  }

  /// Whether it can be used, since when, and what would come back.
  private record Standing(KeyState state, Instant changedAt, @Nullable KeyState restorable) {}

  /// What admits and what once did.
  private record Held(Tokens tokens, List<RetiredToken> retired) {}

  /// What its account says of it.
  private record Described(String label, @Nullable Instant expiresAt, KeyTerms terms) {}

  private Standing standing() {
    return new Standing(state, changedAt, restorable);
  }

  private Held held() {
    return new Held(tokens, retired);
  }

  private Described described() {
    return new Described(label, expiresAt, terms);
  }

  private ApiKey copy(Standing newStanding, Held newHeld, Described newDescribed) {
    return new ApiKey(
        id,
        account,
        appKey,
        newDescribed.label(),
        newStanding.state(),
        newHeld.tokens(),
        newHeld.retired(),
        createdAt,
        createdBy,
        newDescribed.expiresAt(),
        newStanding.changedAt(),
        newDescribed.terms(),
        newStanding.restorable());
  }
}

package io.counterfoil.core.explain;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.decision.Hint;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.RefusalCode;
import io.counterfoil.core.decision.Snapshot;
import io.counterfoil.core.explain.Evidence.Alteration;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.key.Counterpart;
import io.counterfoil.core.key.Digester;
import io.counterfoil.core.key.KeyState;
import io.counterfoil.core.key.RetiredToken;
import io.counterfoil.core.key.TokenDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out what is wrong with a credential while its bytes are still held. It keeps none of them
/// and prints none of them; a dozen digests at most a refusal.
///
/// It reuses the digester's hash states, so it belongs to one thread.
public final class Witness {
  private static final Set<RefusalCode> ABOUT_VALUES =
      EnumSet.of(
          RefusalCode.PAIR_UNKNOWN,
          RefusalCode.CHECKSUM_MISMATCH,
          RefusalCode.APP_KEY_MALFORMED,
          RefusalCode.APP_TOKEN_MALFORMED,
          RefusalCode.CREDENTIALS_SWAPPED);

  private static final List<Alteration> REDIGESTED =
      List.of(
          Alteration.BLANKS_REMOVED,
          Alteration.QUOTES_REMOVED,
          Alteration.PERCENT_DECODED,
          Alteration.SCHEME_REMOVED,
          Alteration.INVISIBLE_REMOVED,
          Alteration.LOOKALIKES_REPLACED);

  private final Digester digester;
  private final Archive archive;

  /// A witness that compares by the digester's digests and asks the archive.
  public Witness(Digester digester, Archive archive) {
    this.digester = digester;
    this.archive = archive;
  }

  /// What can be told of the presented values; nothing for refusals that are not about them.
  public List<Evidence> examine(Snapshot snapshot, Refusal refusal, Presented presented) {
    List<Evidence> found = new ArrayList<>();
    hints(refusal).forEach(hint -> found.add(new Evidence.Seen(hint)));
    String key = only(presented.keys());
    String token = only(presented.tokens());
    if (ABOUT_VALUES.contains(refusal.code()) && key != null && token != null) {
      examinePair(snapshot, key, token, found);
    }
    if (refusal.code() == RefusalCode.APP_KEY_MALFORMED) {
      found.remove(new Evidence.KeyUnknown()); // of course: its bytes show it already
    }
    return found;
  }

  private static List<Hint> hints(Refusal refusal) {
    if (refusal instanceof Refusal.AppKeyMalformed(var hints)) {
      return hints;
    }
    return refusal instanceof Refusal.AppTokenMalformed(var hints) ? hints : List.of();
  }

  private static @Nullable String only(List<String> values) {
    return values.size() == 1 && !values.getFirst().isEmpty() ? values.getFirst() : null;
  }

  private void examinePair(Snapshot snapshot, String key, String token, List<Evidence> found) {
    ApiKey swapped = pair(snapshot, token, key);
    if (swapped != null) {
      found.add(new Evidence.PairSwapped(swapped.appKey()));
      return;
    }
    ApiKey known = known(key, found);
    if (known == null) {
      holderSpokenOf(key, token).ifPresent(found::add);
      return;
    }
    if (known.state() == KeyState.DELETED) {
      found.add(deleted(known));
    } else if (token.length() <= AppToken.LONGEST) {
      Evidence ofToken = examineToken(known, token);
      if (ofToken != null) {
        found.add(ofToken);
      }
    }
  }

  private static Evidence deleted(ApiKey key) {
    return new Evidence.KeyDeleted(
        key.account(),
        key.appKey(),
        key.changedAt(),
        key.restorable() == null ? null : key.changedAt().plus(ApiKey.RESTORABLE));
  }

  /// What can be told of a name that was asked about without a token; nothing where a key that is
  /// in use has it.
  public List<Evidence> examine(AppKey name) {
    List<Evidence> found = new ArrayList<>();
    ApiKey known = known(name.value(), found);
    if (known != null && known.state() == KeyState.DELETED) {
      found.add(deleted(known));
    }
    return found;
  }

  private @Nullable ApiKey pair(Snapshot snapshot, String key, String token) {
    return AppKey.isValid(key) && token.length() <= AppToken.LONGEST
        ? snapshot.find(digester.pair(new AppKey(key), AppToken.of(token)))
        : null;
  }

  /// The key that was meant, if one can be told. A malformed one is cleaned first: what its bytes
  /// show by themselves has been said already.
  private @Nullable ApiKey known(String presented, List<Evidence> found) {
    if (!AppKey.isValid(presented)) {
      return cleaned(presented);
    }
    AppKey name = new AppKey(presented);
    ApiKey exact = archive.everKnown(name);
    if (exact != null) {
      return exact;
    }
    List<ApiKey> alike = archive.differingByCase(name);
    if (!alike.isEmpty()) {
      found.add(new Evidence.KeyDiffersByCase(alike.getFirst().appKey()));
      return alike.getFirst();
    }
    ApiKey cleaned = cleaned(presented);
    if (cleaned == null) {
      found.add(new Evidence.KeyUnknown());
    }
    return cleaned;
  }

  /// A mistyped key may still speak of its account, and that account may know the token.
  private Optional<Evidence> holderSpokenOf(String key, String token) {
    AccountName account = AppKey.isValid(key) ? new AppKey(key).accountSpokenOf() : null;
    return account == null || token.length() > AppToken.LONGEST
        ? Optional.empty()
        : Optional.ofNullable(
                archive.holderOf(account, digester.alone(account, AppToken.of(token))))
            .map(holder -> new Evidence.TokenOfOtherKey(holder.appKey(), holder.label()));
  }

  private @Nullable ApiKey cleaned(String presented) {
    String text = Alterations.decoded(presented);
    for (Alteration alteration : REDIGESTED) {
      String altered = Alterations.of(alteration, text);
      ApiKey key =
          altered == null || !AppKey.isValid(altered)
              ? null
              : archive.everKnown(new AppKey(altered));
      if (key != null) {
        return key;
      }
    }
    return null;
  }

  /// Null where the token is right and only the key is not.
  private @Nullable Evidence examineToken(ApiKey key, String presented) {
    AppToken token = AppToken.of(presented);
    TokenDigest pair = digester.pair(key.appKey(), token);
    if (admits(key, pair)) {
      return null;
    }
    Evidence near = altered(key, presented);
    if (near == null && admitsFolded(key, token)) {
      near = new Evidence.TokenMatchesIf(key.appKey(), Alteration.LETTER_CASE_IGNORED, 0, 0);
    }
    if (near == null) {
      near = retired(key, pair);
    }
    if (near == null) {
      near = otherKey(key, token);
    }
    return near == null ? new Evidence.TokenWrong(key.appKey()) : near;
  }

  private static boolean admits(ApiKey key, TokenDigest pair) {
    boolean admits = false;
    for (Counterpart live : key.tokens().live()) {
      admits |= live.pair().matches(pair);
    }
    return admits;
  }

  private @Nullable Evidence altered(ApiKey key, String presented) {
    String text = Alterations.decoded(presented);
    for (Alteration alteration : REDIGESTED) {
      String altered = Alterations.of(alteration, text);
      if (altered != null && admits(key, digester.pair(key.appKey(), AppToken.of(altered)))) {
        return new Evidence.TokenMatchesIf(
            key.appKey(),
            alteration,
            Alterations.position(text, altered),
            Math.max(0, text.length() - altered.length()));
      }
    }
    return null;
  }

  private boolean admitsFolded(ApiKey key, AppToken token) {
    TokenDigest folded = digester.folded(key.appKey(), token);
    boolean admits = false;
    for (Counterpart live : key.tokens().live()) {
      TokenDigest kept = live.folded();
      admits |= folded != null && kept != null && kept.matches(folded);
    }
    return admits;
  }

  private static @Nullable Evidence retired(ApiKey key, TokenDigest pair) {
    for (RetiredToken old : key.retired()) {
      if (old.counterpart().pair().matches(pair)) {
        return new Evidence.TokenRetired(
            key.appKey(), old.retiredAt(), old.retiredBy(), key.tokens().newest().createdAt());
      }
    }
    return null;
  }

  private @Nullable Evidence otherKey(ApiKey key, AppToken token) {
    ApiKey other = archive.holderOf(key.account(), digester.alone(key.account(), token));
    return other == null || other.id().equals(key.id())
        ? null
        : new Evidence.TokenOfOtherKey(other.appKey(), other.label());
  }
}

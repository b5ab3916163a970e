package io.counterfoil.core.decision;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.account.User;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.role.CataloguedOperation;
import io.counterfoil.core.role.RoleSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the last judgement of a [Verifier] established on its way: who called, for which account,
/// with which roles. A buffer that the next judgement fills anew; [#toDecision(Refusal)] makes what
/// may be kept.
public final class Standing {
  private final KeyLine line = new KeyLine();
  private Revision revision = Revision.NONE;
  private boolean isKey;
  private boolean isPair;
  private long pairBits;
  private @Nullable User person;
  private @Nullable AccountView place;
  private RoleSet held = RoleSet.NONE;
  private RoleSet roles = RoleSet.NONE;
  private @Nullable CataloguedOperation operation;

  Standing() {}

  void begin(Revision at) {
    revision = at;
    isKey = false;
    isPair = false;
    person = null;
    place = null;
    held = RoleSet.NONE;
    roles = RoleSet.NONE;
    operation = null;
  }

  KeyLine line() {
    return line;
  }

  void foundKey() {
    isKey = true;
  }

  void foundPair(long bits) {
    isKey = true;
    isPair = true;
    pairBits = bits;
  }

  void found(User user) {
    person = user;
  }

  /// @param linked all that the caller has there
  /// @param used what of that the credential carries
  void at(AccountView here, RoleSet linked, RoleSet used) {
    place = here;
    held = linked;
    roles = used;
  }

  /// All that the caller has in the account, whatever the credential carries of it.
  RoleSet held() {
    return held;
  }

  void calls(CataloguedOperation found) {
    operation = found;
  }

  boolean hasPerson() {
    return person != null;
  }

  /// The key that called; null where it was a person, or nobody authentic.
  public @Nullable KeyLine key() {
    return isKey ? line : null;
  }

  /// Whether the key called with a pair, or with an access token that was issued for one, rather
  /// than with a user token.
  public boolean isPair() {
    return isPair;
  }

  /// The first word of that pair's digest; of meaning only where [#isPair()].
  public long pairBits() {
    return pairBits;
  }

  /// The person who called; null where it was a key, or nobody authentic.
  public @Nullable User person() {
    return person;
  }

  /// The account that the request is for; null where that was not established.
  public @Nullable AccountView account() {
    return place;
  }

  /// What the caller may make use of in that account.
  public RoleSet roles() {
    return roles;
  }

  /// The operation that was called; null where that was not established.
  public @Nullable CataloguedOperation operation() {
    return operation;
  }

  /// The revision that was judged at, or an earlier one.
  public Revision revision() {
    return revision;
  }

  /// The caller; null where nobody authentic called.
  public @Nullable Caller caller() {
    User user = person;
    if (user != null) {
      return new Caller.Person(user);
    }
    return isKey ? new Caller.Key(line.key()) : null;
  }

  /// The caller, to be told when that is asked, even after the next judgement; null where nobody
  /// authentic called.
  public Supplier<@Nullable Caller> callerLater() {
    if (person != null || !isKey) {
      Caller known = caller();
      return () -> known;
    }
    Supplier<ApiKey> key = line.later();
    return () -> new Caller.Key(key.get());
  }

  /// The judgement as a decision of its own.
  ///
  /// @param refusal what [Verifier#judge] returned
  public Decision toDecision(@Nullable Refusal refusal) {
    Caller caller = caller();
    AccountView here = place;
    if (refusal != null || caller == null || here == null) {
      return new Decision.Refused(
          revision,
          refusal == null ? new Refusal.PairUnknown() : refusal,
          caller,
          here == null ? null : here.account().name());
    }
    return new Decision.Allowed(revision, caller, here.account().name(), roles);
  }
}

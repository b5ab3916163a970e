package io.counterfoil.core.change;

import io.counterfoil.core.account.Revision;
import org.jspecify.annotations.Nullable;

/// Walks the chain entry by entry and says what is wrong with the first that does not fit. An entry
/// that was altered, removed or moved cannot be passed; belongs to one walk.
public final class ChainCheck {
  private final boolean whole;
  private final @Nullable Revision kept;
  private Revision last = Revision.NONE;
  private long entries;

  private ChainCheck(boolean whole, @Nullable Revision kept) {
    this.whole = whole;
    this.kept = kept;
  }

  /// A walk over every entry from the first one on.
  ///
  /// @param kept a head that somebody kept elsewhere, which must be on the way; null for none
  public static ChainCheck ofAll(@Nullable Revision kept) {
    return new ChainCheck(true, kept);
  }

  /// A walk over a selection of entries: each must be sound and stand in order, and some may be
  /// left out.
  public static ChainCheck ofSome() {
    return new ChainCheck(false, null);
  }

  /// One thing that does not fit.
  ///
  /// @param number of the first entry that is wrong or missing
  /// @param what happened, in one sentence
  public record Flaw(long number, String what) {
    @Override
    public String toString() {
      return "entry " + number + ": " + what;
    }
  }

  /// Takes it that everything up to the revision was walked before, and fits.
  public void trust(Revision walked) {
    last = walked;
    entries = walked.number();
  }

  /// Takes the next entry; null where it fits. After a flaw the walk is over.
  public @Nullable Flaw add(ChainedEntry next) {
    Flaw flaw = flaw(next);
    if (flaw == null) {
      last = next.revision();
      entries++;
    }
    return flaw;
  }

  private @Nullable Flaw flaw(ChainedEntry next) {
    long number = next.revision().number();
    long expected = last.number() + 1;
    if (number < expected) {
      return new Flaw(
          number,
          "it stands after entry " + last.number() + " (expected: before it; it was moved)");
    }
    if (number > expected && whole) {
      return new Flaw(
          expected,
          "it is missing; entry " + number + " stands in its place (expected: none left out)");
    }
    if (number == expected && !next.previousHash().equals(last.hash())) {
      return new Flaw(
          number,
          "it does not follow entry "
              + last.number()
              + " as that stands (expected: its hash; one of the two was altered)");
    }
    if (!next.isSound()) {
      return new Flaw(number, "its hash is not that of what it says (expected: unaltered)");
    }
    return kept == null || kept.number() != number || kept.equals(next.revision())
        ? null
        : new Flaw(
            number, "it is not the one that the head was signed for (expected: the same history)");
  }

  /// What is wrong with where the walk ended; null where nothing is.
  public @Nullable Flaw end() {
    if (kept == null || kept.number() <= last.number()) {
      return null;
    }
    return new Flaw(
        last.number() + 1,
        "it is missing; the log ends at entry "
            + last.number()
            + " (expected: entry "
            + kept.number()
            + ", for which the head was signed)");
  }

  /// The newest revision that fits.
  public Revision last() {
    return last;
  }

  /// How many entries fit.
  public long entries() {
    return entries;
  }
}

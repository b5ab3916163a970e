package io.counterfoil.core.change;

import io.counterfoil.core.account.Revision;

/// An audit entry at its place in the chain, with what proves it and without what it changed.
///
/// @param revision the revision that it led to
/// @param previousHash the hash of the revision before, in lower-case hex
/// @param changesHash SHA-256 of its changes as [ChangeCodec] writes them, in lower-case hex
public record ChainedEntry(
    Revision revision, String previousHash, AuditEntry entry, String changesHash) {

  public ChainedEntry {
    if (revision.number() < 1 || !isHash(previousHash) || !isHash(changesHash)) {
      throw new IllegalArgumentException(
          "entry "
              + revision.number()
              + " without a sound number or hash (expected: from 1, and 64 hex digits each)");
    }
  }

  /// The entry of a commit that follows the revision.
  public static ChainedEntry of(Revision previous, Commit commit) {
    return new ChainedEntry(
        commit.revision(),
        previous.hash(),
        commit.audit(),
        changesHash(ChangeCodec.encode(commit.changes())));
  }

  /// The hash that stands for changes in the chain.
  ///
  /// @param changes as [ChangeCodec] writes them
  public static String changesHash(byte[] changes) {
    return Chain.digestOf(changes);
  }

  /// The revision that it says it follows.
  public Revision previous() {
    return new Revision(revision.number() - 1, previousHash);
  }

  /// Whether its hash is that of what it says, after what it says it follows.
  public boolean isSound() {
    return revision.equals(Chain.next(previous(), entry, changesHash));
  }

  private static boolean isHash(String text) {
    return text.length() == 64
        && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }
}

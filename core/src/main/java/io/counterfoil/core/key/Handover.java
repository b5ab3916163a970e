package io.counterfoil.core.key;

/// How a fresh token is to be handed over by a link rather than in an answer.
///
/// @param link names the link that is to be made
/// @param code what is kept of its code
/// @param seal what the token is sealed under
/// @param passphrase whether the seal asks for a passphrase, too
public record Handover(LinkId link, TokenDigest code, LinkSeal seal, boolean passphrase) {}

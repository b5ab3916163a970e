package io.counterfoil.core.node;

import io.counterfoil.core.key.TokenDigest;
import java.time.Instant;

/// A verifier that may read the feed.
///
/// @param credential the digest of its credential
/// @param createdBy as the audit log names them
public record Node(NodeName name, TokenDigest credential, Instant createdAt, String createdBy) {}

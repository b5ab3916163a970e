package io.counterfoil.server.node;

import io.counterfoil.core.feed.FeedCheck;

/// What administration needs of verifiers.
///
/// @param board how far each is
/// @param check what the feed is signed with, which credentials name
public record NodeParts(NodeBoard board, FeedCheck check) {}

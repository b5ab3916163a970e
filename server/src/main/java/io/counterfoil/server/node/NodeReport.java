package io.counterfoil.server.node;

/// What a verifier says of itself.
///
/// @param revision the number of the revision that it has applied
/// @param token the same as it travels in headers
/// @param edge where it answers proxies
/// @param version which release it is
/// @param refused how many requests its edge refused since its start
public record NodeReport(long revision, String token, String edge, String version, long refused) {}

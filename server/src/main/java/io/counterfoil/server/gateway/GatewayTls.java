package io.counterfoil.server.gateway;

import java.nio.file.Path;

/// The certificate that a gateway shows its clients.
///
/// @param certificate the chain, in PEM
/// @param key its private key, in PEM
public record GatewayTls(Path certificate, Path key) {}

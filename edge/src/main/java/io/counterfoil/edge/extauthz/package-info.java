/// Envoy's external authorization messages, as bytes: what is read of a `CheckRequest`, and
/// `CheckResponse`s written. It decides nothing.
///
/// Source: `envoy/service/auth/v3/external_auth.proto` and `attribute_context.proto`. The dozen
/// fields that matter are read by number; classes made from Envoy's whole API would be thirty
/// megabytes.
@NullMarked
package io.counterfoil.edge.extauthz;

import org.jspecify.annotations.NullMarked;

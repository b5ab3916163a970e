/// Answers whether a request may pass, over HTTP, at wire speed: from headers alone, one decision
/// on one event loop.
@NullMarked
package io.counterfoil.edge;

import org.jspecify.annotations.NullMarked;

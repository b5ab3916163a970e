/// Webhooks: what is sent, how it is signed, and where it may go.
@NullMarked
package io.counterfoil.server.webhook;

import org.jspecify.annotations.NullMarked;

/// Webhooks: where they may go, and how they are signed.
@NullMarked
package io.counterfoil.server.webhook;

import org.jspecify.annotations.NullMarked;

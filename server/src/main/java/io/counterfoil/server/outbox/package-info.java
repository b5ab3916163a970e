/// Tells what stands in the outbox, by mail and to webhooks.
@NullMarked
package io.counterfoil.server.outbox;

import org.jspecify.annotations.NullMarked;

/// What is to be told outside, by mail or to webhooks, and what became of telling it.
@NullMarked
package io.counterfoil.core.outbox;

import org.jspecify.annotations.NullMarked;

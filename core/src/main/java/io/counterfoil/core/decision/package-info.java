/// The decision: may this request pass? Pure; no clock, no I/O, no logging.
@NullMarked
package io.counterfoil.core.decision;

import org.jspecify.annotations.NullMarked;

/// Puts the server together, from top to bottom, and starts it.
@NullMarked
package io.counterfoil.server.wiring;

import org.jspecify.annotations.NullMarked;

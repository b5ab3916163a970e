/// VTEX's wire over real HTTP.
@NullMarked
package io.counterfoil.server.wire.vtex;

import org.jspecify.annotations.NullMarked;

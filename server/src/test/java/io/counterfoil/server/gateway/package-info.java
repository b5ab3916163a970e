/// The gateway between a real edge and a real API.
@NullMarked
package io.counterfoil.server.gateway;

import org.jspecify.annotations.NullMarked;

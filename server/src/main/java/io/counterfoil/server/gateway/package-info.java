/// A plain reverse proxy that lets through what the edge allows.
@NullMarked
package io.counterfoil.server.gateway;

import org.jspecify.annotations.NullMarked;

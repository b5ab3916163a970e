/// The edge over real sockets, one file a family of routes, status by status.
@NullMarked
package io.counterfoil.edge;

import org.jspecify.annotations.NullMarked;

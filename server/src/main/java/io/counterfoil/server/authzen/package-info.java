/// AuthZEN 1.0: other enforcement points ask whether somebody may do something.
@NullMarked
package io.counterfoil.server.authzen;

import org.jspecify.annotations.NullMarked;

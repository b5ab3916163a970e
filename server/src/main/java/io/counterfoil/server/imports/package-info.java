/// Keys of other systems: read, understood, and recognised at their first use.
@NullMarked
package io.counterfoil.server.imports;

import org.jspecify.annotations.NullMarked;

/// Keys of other systems, with hashes that other programs made.
@NullMarked
package io.counterfoil.server.imports;

import org.jspecify.annotations.NullMarked;

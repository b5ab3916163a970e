/// Scans over real files, real repositories and much random text.
@NullMarked
package io.counterfoil.server.scan;

import org.jspecify.annotations.NullMarked;

/// Finds our tokens where they do not belong: in files and in the history of git.
@NullMarked
package io.counterfoil.server.scan;

import org.jspecify.annotations.NullMarked;

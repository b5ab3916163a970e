/// The web console's files, served from the jar.
@NullMarked
package io.counterfoil.server.console;

import org.jspecify.annotations.NullMarked;

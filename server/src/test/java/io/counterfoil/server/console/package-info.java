/// Tests of how the console is served.
@NullMarked
package io.counterfoil.server.console;

import org.jspecify.annotations.NullMarked;

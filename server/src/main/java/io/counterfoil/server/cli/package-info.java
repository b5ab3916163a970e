/// The command line.
@NullMarked
package io.counterfoil.server.cli;

import org.jspecify.annotations.NullMarked;

/// Commands as people type them, against whole servers.
@NullMarked
package io.counterfoil.server.cli;

import org.jspecify.annotations.NullMarked;

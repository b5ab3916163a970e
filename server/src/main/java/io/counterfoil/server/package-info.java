/// The program: command line, wiring and `main`.
@NullMarked
package io.counterfoil.server;

import org.jspecify.annotations.NullMarked;

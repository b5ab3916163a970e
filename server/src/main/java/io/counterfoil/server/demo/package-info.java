/// The demo: an account with keys in every interesting state.
@NullMarked
package io.counterfoil.server.demo;

import org.jspecify.annotations.NullMarked;

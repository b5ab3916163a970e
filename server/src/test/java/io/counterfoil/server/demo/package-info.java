/// Tests of the demo.
@NullMarked
package io.counterfoil.server.demo;

import org.jspecify.annotations.NullMarked;

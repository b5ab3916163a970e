/// Tests.
@NullMarked
package io.counterfoil.server.pasted;

import org.jspecify.annotations.NullMarked;

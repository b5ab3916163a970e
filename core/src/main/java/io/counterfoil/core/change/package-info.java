/// What can be asked of the registry, and what comes of it.
@NullMarked
package io.counterfoil.core.change;

import org.jspecify.annotations.NullMarked;

/// Why a request was refused, and what would repair it.
@NullMarked
package io.counterfoil.core.explain;

import org.jspecify.annotations.NullMarked;

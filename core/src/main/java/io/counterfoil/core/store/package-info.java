/// The store contract, the live view that readers decide on, and a store in memory.
@NullMarked
package io.counterfoil.core.store;

import org.jspecify.annotations.NullMarked;

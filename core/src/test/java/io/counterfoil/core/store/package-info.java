/// Tests of what is kept, and of the live view.
@NullMarked
package io.counterfoil.core.store;

import org.jspecify.annotations.NullMarked;

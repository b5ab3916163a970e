/// Millions of keys outside the heap: found by digest in one cache line, told apart by slots.
@NullMarked
package io.counterfoil.core.table;

import org.jspecify.annotations.NullMarked;

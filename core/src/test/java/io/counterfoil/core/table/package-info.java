/// Tests of the key table: against plain maps, and under threads.
@NullMarked
package io.counterfoil.core.table;

import org.jspecify.annotations.NullMarked;

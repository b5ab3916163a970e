/// Tests of the SQL store: the one store suite on both databases, and what only a database can do.
@NullMarked
package io.counterfoil.store;

import org.jspecify.annotations.NullMarked;

/// A verifier: an edge with a copy of the record, in a process of its own.
@NullMarked
package io.counterfoil.server.verifier;

import org.jspecify.annotations.NullMarked;

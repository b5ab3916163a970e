/// The caller's own page of a refusal.
@NullMarked
package io.counterfoil.server.why;

import org.jspecify.annotations.NullMarked;

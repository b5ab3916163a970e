/// Requests as people paste them: a curl command, or its parts.
@NullMarked
package io.counterfoil.server.pasted;

import org.jspecify.annotations.NullMarked;

/// API keys, their tokens, and the counterparts that are kept of them.
@NullMarked
package io.counterfoil.core.key;

import org.jspecify.annotations.NullMarked;

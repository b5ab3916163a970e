/// Tests of what travels to verifiers.
@NullMarked
package io.counterfoil.core.feed;

import org.jspecify.annotations.NullMarked;

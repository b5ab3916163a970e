/// Tests of what others test with.
@NullMarked
package io.counterfoil.testkit;

import org.jspecify.annotations.NullMarked;

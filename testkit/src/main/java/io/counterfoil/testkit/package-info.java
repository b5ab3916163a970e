/// What others test with: samples of the domain, and the suite that every store passes.
@NullMarked
package io.counterfoil.testkit;

import org.jspecify.annotations.NullMarked;

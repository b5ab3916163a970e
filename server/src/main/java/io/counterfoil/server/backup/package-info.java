/// The audit log as others see it: lines, signed heads, export files and their checks.
@NullMarked
package io.counterfoil.server.backup;

import org.jspecify.annotations.NullMarked;

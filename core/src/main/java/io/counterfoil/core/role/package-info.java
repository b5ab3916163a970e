/// Resources, roles, operations, and the catalogue that binds them.
@NullMarked
package io.counterfoil.core.role;

import org.jspecify.annotations.NullMarked;

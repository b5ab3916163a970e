/// The only writer: validates commands, checks who may, and commits.
@NullMarked
package io.counterfoil.core.registry;

import org.jspecify.annotations.NullMarked;

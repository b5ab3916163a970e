/// The repository's own rules: the size and shape of its sources, and who may know whom.
@NullMarked
package io.counterfoil.server.tidy;

import org.jspecify.annotations.NullMarked;

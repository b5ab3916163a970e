/// Catalogues as files.
@NullMarked
package io.counterfoil.server.catalogue;

import org.jspecify.annotations.NullMarked;

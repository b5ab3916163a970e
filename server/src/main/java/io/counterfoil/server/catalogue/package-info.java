/// Catalogues as files: YAML and OpenAPI, read and checked as a whole.
@NullMarked
package io.counterfoil.server.catalogue;

import org.jspecify.annotations.NullMarked;

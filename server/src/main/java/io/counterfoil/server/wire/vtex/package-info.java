/// VTEX's own routes for keys, users, roles and tokens, in VTEX's own words.
///
/// Nothing outside this package knows those words.
@NullMarked
package io.counterfoil.server.wire.vtex;

import org.jspecify.annotations.NullMarked;

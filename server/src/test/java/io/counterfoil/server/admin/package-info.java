/// The admin API over real HTTP, on the embedded store.
@NullMarked
package io.counterfoil.server.admin;

import org.jspecify.annotations.NullMarked;

/// Single-access links: the pages and the call that open them.
@NullMarked
package io.counterfoil.server.link;

import org.jspecify.annotations.NullMarked;

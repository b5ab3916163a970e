/// What the server does by itself as time passes.
@NullMarked
package io.counterfoil.server.job;

import org.jspecify.annotations.NullMarked;

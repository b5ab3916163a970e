@NullMarked
package io.counterfoil.server.gateway;

import org.jspecify.annotations.NullMarked;

/// Configurations of proxies that ask the edge, as text. They are tested by running them.
@NullMarked
package io.counterfoil.edge.proxy;

import org.jspecify.annotations.NullMarked;

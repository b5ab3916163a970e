/// HAProxy's stream processing offload protocol, as bytes: frames in, frames out. It decides
/// nothing.
///
/// Source: HAProxy's `doc/SPOE.txt`, section 3.
@NullMarked
package io.counterfoil.edge.spoe;

import org.jspecify.annotations.NullMarked;

/// What is known of the verifiers that read the feed: how far each is, and which are silent.
@NullMarked
package io.counterfoil.server.node;

import org.jspecify.annotations.NullMarked;

/// What travels from the record to its verifiers: signed frames, without what no verifier needs.
@NullMarked
package io.counterfoil.core.feed;

import org.jspecify.annotations.NullMarked;

/// Streams the record to verifiers, and takes what they report.
@NullMarked
package io.counterfoil.server.feed;

import org.jspecify.annotations.NullMarked;

/// Reports of tokens that were found in the open: whose they are, and whether a report is genuine.
@NullMarked
package io.counterfoil.server.leak;

import org.jspecify.annotations.NullMarked;

/// Tests of verifiers: real processes, real connections that break.
@NullMarked
package io.counterfoil.server.verifier;

import org.jspecify.annotations.NullMarked;

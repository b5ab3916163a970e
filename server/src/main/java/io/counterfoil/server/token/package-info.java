/// User tokens and passwords: what is exchanged for a pair or a sign-in, and how it is signed.
@NullMarked
package io.counterfoil.server.token;

import org.jspecify.annotations.NullMarked;

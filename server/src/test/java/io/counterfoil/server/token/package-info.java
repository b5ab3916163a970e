/// Tests of passwords.
@NullMarked
package io.counterfoil.server.token;

import org.jspecify.annotations.NullMarked;

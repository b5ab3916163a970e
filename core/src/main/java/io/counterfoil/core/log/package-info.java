/// The decision log: one record a refusal, never a secret.
@NullMarked
package io.counterfoil.core.log;

import org.jspecify.annotations.NullMarked;

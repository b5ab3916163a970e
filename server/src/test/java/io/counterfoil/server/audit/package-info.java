/// The audit log as others see it, tampered with in every way.
@NullMarked
package io.counterfoil.server.audit;

import org.jspecify.annotations.NullMarked;

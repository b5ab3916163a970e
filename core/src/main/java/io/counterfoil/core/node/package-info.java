/// The verifiers of a deployment: processes elsewhere that decide on a copy of the record.
@NullMarked
package io.counterfoil.core.node;

import org.jspecify.annotations.NullMarked;

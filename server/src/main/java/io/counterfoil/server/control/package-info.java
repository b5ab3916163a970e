/// What every surface of the control plane shares: its parts, who asks, and how it answers.
@NullMarked
package io.counterfoil.server.control;

import org.jspecify.annotations.NullMarked;

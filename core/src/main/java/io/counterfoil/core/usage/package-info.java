/// What keys are used for: counted where requests are decided on, kept by the hour and the day, and
/// read to size roles, to foretell what a change would break, and to raise alarms.
@NullMarked
package io.counterfoil.core.usage;

import org.jspecify.annotations.NullMarked;

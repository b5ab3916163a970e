/// Access tokens: what they are signed with, and which were taken back before their time.
@NullMarked
package io.counterfoil.core.token;

import org.jspecify.annotations.NullMarked;

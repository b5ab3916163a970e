/// What keys were granted beside what they used, for whole accounts.
@NullMarked
package io.counterfoil.server.rightsize;

import org.jspecify.annotations.NullMarked;

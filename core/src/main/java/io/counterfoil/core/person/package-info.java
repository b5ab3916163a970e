/// How people prove who they are: sessions and other passes, second factors.
@NullMarked
package io.counterfoil.core.person;

import org.jspecify.annotations.NullMarked;

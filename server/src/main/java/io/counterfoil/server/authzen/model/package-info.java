/// What accounts' enforcement points call things, and what their questions name.
@NullMarked
package io.counterfoil.server.authzen.model;

import org.jspecify.annotations.NullMarked;

/// People signing in and out: sessions, links, and how often one may fail.
@NullMarked
package io.counterfoil.server.person;

import org.jspecify.annotations.NullMarked;

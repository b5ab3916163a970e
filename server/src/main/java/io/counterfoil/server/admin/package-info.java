/// The admin API under `/v1`: accounts, keys, roles, people, refusals, audit.
@NullMarked
package io.counterfoil.server.admin;

import org.jspecify.annotations.NullMarked;

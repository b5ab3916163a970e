/// The record on SQLite or PostgreSQL: one schema, one query language, one suite of tests.
@NullMarked
package io.counterfoil.store;

import org.jspecify.annotations.NullMarked;

/// Measurements that anyone can repeat: see `bench/run`.
@NullMarked
package io.counterfoil.bench;

import org.jspecify.annotations.NullMarked;

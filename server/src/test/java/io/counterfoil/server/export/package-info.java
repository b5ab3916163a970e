/// Files for spreadsheets, read back with real readers.
@NullMarked
package io.counterfoil.server.export;

import org.jspecify.annotations.NullMarked;

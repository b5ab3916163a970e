/// Lists of an account as files for people's spreadsheets.
@NullMarked
package io.counterfoil.server.export;

import org.jspecify.annotations.NullMarked;

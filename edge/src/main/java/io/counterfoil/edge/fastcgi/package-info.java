/// FastCGI as an authorizer speaks it, as bytes: records in, records out. It decides nothing.
///
/// Source: FastCGI Specification, sections 3, 5 and 6.3.
@NullMarked
package io.counterfoil.edge.fastcgi;

import org.jspecify.annotations.NullMarked;

/// Accounts, their people, and the revision that orders every change.
@NullMarked
package io.counterfoil.core.account;

import org.jspecify.annotations.NullMarked;

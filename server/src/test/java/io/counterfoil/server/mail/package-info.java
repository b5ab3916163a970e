/// Mails in words and through a real mail server.
@NullMarked
package io.counterfoil.server.mail;

import org.jspecify.annotations.NullMarked;

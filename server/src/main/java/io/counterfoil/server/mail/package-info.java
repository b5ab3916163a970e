/// Mails: worded for people, and handed to a mail server.
@NullMarked
package io.counterfoil.server.mail;

import org.jspecify.annotations.NullMarked;

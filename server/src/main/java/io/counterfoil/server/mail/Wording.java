package io.counterfoil.server.mail;

import org.jspecify.annotations.Nullable;

/// What one kind of mail says in one language; `{field}` stands for a field of the mail.
///
/// @param action what the link is called; null where there is none
/// @param after what is said below the link or the code
record Wording(String subject, String text, @Nullable String action, String after) {}

package io.counterfoil.core.change;

import io.counterfoil.core.key.TokenDigest;
import io.counterfoil.core.outbox.Mail;
import io.counterfoil.core.person.PassId;

/// A code on its way to a person by mail.
///
/// @param id names the pass that it is for, and that is to be made
/// @param code what is kept of it
/// @param mail carries it, sealed; worded when it is sent
public record SentCode(PassId id, TokenDigest code, Mail mail) {}

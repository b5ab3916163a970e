package io.counterfoil.core.outbox;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.explain.Language;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mail to one person, as facts: it is worded when it is sent.
///
/// @param fields what the kind says that it needs; never a secret
/// @param secret what only the reader may see, such as the code of an invitation; forgotten once
///   the mail is delivered or its lifetime is over
public record Mail(
    Email to,
    Language language,
    MailKind kind,
    Map<String, String> fields,
    @Nullable SealedSecret secret,
    Duration lifetime)
    implements Message {

  public Mail {
    fields = Map.copyOf(fields);
  }

  @Override
  public String type() {
    return kind.code();
  }
}

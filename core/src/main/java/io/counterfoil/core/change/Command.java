package io.counterfoil.core.change;

import io.counterfoil.core.account.AccountName;
import org.jspecify.annotations.Nullable;

/// One thing that somebody asks to be changed.
public sealed interface Command
    permits AccountCommand,
        ImportCommand,
        KeyCommand,
        LeakCommand,
        NodeCommand,
        OutboxCommand,
        PeopleCommand,
        PersonCommand,
        RoleCommand,
        SponsorCommand,
        TokenCommand {
  /// The account that it is about; null for the deployment as a whole.
  @Nullable AccountName account();
}

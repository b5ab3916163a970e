package io.counterfoil.server.admin;

import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.PersonCommand;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.server.control.Access;

/// Commands that concern a person alone, for whoever proved to be that person.
final class OwnCommands {
  private OwnCommands() {}

  /// Has the command carried out, and leaves the answer to whoever asked where it was.
  static void run(Exchange exchange, UserId person, PersonCommand command, Runnable answer) {
    var origin = Access.origin(exchange.context());
    switch (exchange.parts().registry().execute(command, new Actor.Person(person), origin)) {
      case Outcome.Committed _ -> answer.run();
      case Outcome.Rejected(var problem) -> exchange.problem(problem);
      case Outcome.Denied _ -> throw new IllegalStateException("a person was denied their own");
    }
  }
}

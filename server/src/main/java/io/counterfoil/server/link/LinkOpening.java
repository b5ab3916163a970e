package io.counterfoil.server.link;

import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.Problem;
import io.counterfoil.core.key.LinkCode;
import io.counterfoil.core.key.SingleAccessLink;
import io.counterfoil.core.registry.Actor;
import io.counterfoil.core.registry.Issued;
import io.counterfoil.core.registry.Outcome;
import io.counterfoil.server.control.Access;
import io.counterfoil.server.control.Parts;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// Opens links for whoever presents their codes.
///
/// The code travels in the fragment of the link's address, which browsers keep to themselves, and
/// then in the body of a `POST`: no access log, no proxy and no `Referer` ever holds it, and a
/// preview that fetches the address learns and burns nothing.
public final class LinkOpening {

  private final Parts parts;

  /// Opens by the parts' registry.
  public LinkOpening(Parts parts) {
    this.parts = parts;
  }

  /// What became of an opening.
  public sealed interface Opening {
    /// The token may be shown, once.
    record Opened(SingleAccessLink link, Issued issued) implements Opening {}

    /// The link asks for a passphrase, and none was presented; no try was used up.
    record AsksForPassphrase() implements Opening {}

    /// It did not open.
    ///
    /// @param link null where there is none of that code
    record NotOpened(Problem problem, @Nullable SingleAccessLink link) implements Opening {}
  }

  /// Opens the link of the code.
  public Opening open(RoutingContext context, String code, @Nullable String passphrase) {
    LinkCode known = LinkCode.read(code.strip());
    SingleAccessLink link = known == null ? null : parts.directory().link(known.digest());
    if (known == null || link == null) {
      return new Opening.NotOpened(
          new Problem(
              Problem.Code.LINK_NOT_FOUND,
              "there is no link of that code; copy the whole address, with all that follows `#`"),
          null);
    }
    boolean opens = link.isPendingAt(parts.clock().instant());
    boolean given = passphrase != null && !passphrase.isEmpty();
    if (opens && link.passphrase() && !given) {
      return new Opening.AsksForPassphrase();
    }
    // deriving is slow where there is a passphrase, so only what can open is worth it
    var seal = known.seal(opens && link.passphrase() ? passphrase : null);
    var command =
        new KeyCommand.OpenLink(link.account(), link.id(), seal, Access.userAgent(context));
    var actor = new Actor.LinkHolder(link.id());
    return switch (parts.registry().execute(command, actor, Access.origin(context))) {
      case Outcome.Committed(_, Outcome.Result.OfOpening(var opened, var issued)) ->
          new Opening.Opened(opened, issued);
      case Outcome.Committed(_, Outcome.Result.NotOpened(var noted, var problem)) ->
          new Opening.NotOpened(problem, noted);
      case Outcome.Rejected(var problem) -> new Opening.NotOpened(problem, link);
      case Outcome.Committed _, Outcome.Denied _ ->
          throw new IllegalStateException("opening a link had an outcome of another command");
    };
  }
}

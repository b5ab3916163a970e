package io.counterfoil.server.admin;

import io.counterfoil.core.change.KeyEdit;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.RateLimit;
import java.util.ArrayList;
import java.util.List;

/// Reads from a body what is to be said of a key.
final class KeyBody {
  private KeyBody() {}

  /// The edits that the body asks for, without the label and the expiry.
  static List<KeyEdit> terms(Body body) {
    List<KeyEdit> edits = new ArrayList<>();
    if (body.names("description")) {
      String text = body.optionalText("description");
      edits.add(new KeyEdit.Description(text == null ? "" : text));
    }
    if (body.names("metadata")) {
      edits.add(new KeyEdit.Metadata(body.textMap("metadata")));
    }
    if (body.names("addresses")) {
      edits.add(
          new KeyEdit.Addresses(
              body.texts("addresses").stream().map(AddressRange::parse).toList()));
    }
    if (body.names("rateLimit")) {
      edits.add(new KeyEdit.Rate(body.has("rateLimit") ? rate(body) : null));
    }
    if (body.names("finishAfterDays")) {
      Integer days = body.optionalWhole("finishAfterDays");
      edits.add(new KeyEdit.FinishAfter(days == null ? 0 : days));
    }
    return edits;
  }

  private static RateLimit rate(Body body) {
    Body rate = body.inner("rateLimit", "requests", "seconds");
    return new RateLimit(rate.whole("requests"), rate.whole("seconds"));
  }

  /// All the edits that the body asks for.
  static List<KeyEdit> edits(Body body) {
    List<KeyEdit> edits = new ArrayList<>();
    String label = body.optionalText("label");
    if (label != null) {
      edits.add(new KeyEdit.Label(label));
    }
    if (body.names("expiresAt")) {
      edits.add(new KeyEdit.Expiry(body.optionalInstant("expiresAt")));
    }
    edits.addAll(terms(body));
    return edits;
  }
}

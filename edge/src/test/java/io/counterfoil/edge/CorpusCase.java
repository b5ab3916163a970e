package io.counterfoil.edge;

import java.util.List;

/// One failing request of the corpus, labelled with what is wrong with it.
///
/// @param label the class: what made the request fail, in the words of whoever made it
/// @param reason the first reason that should be found: a code, and after a colon what the evidence
///   or the first hint should say where the code alone does not tell
/// @param adapter as which proxy it asks
/// @param lines the header lines, each a header or several
record CorpusCase(String label, String reason, Adapter adapter, List<String> lines) {
  CorpusCase {
    lines = List.copyOf(lines);
  }

  /// The bytes.
  String request() {
    String line = "GET /v1/authz/" + (adapter == Adapter.FORWARD ? "forward" : "nginx");
    return Wire.request(line, lines.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return label + " (" + adapter + ")";
  }
}

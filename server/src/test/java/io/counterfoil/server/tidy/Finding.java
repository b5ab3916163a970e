package io.counterfoil.server.tidy;

/// One breach of a rule. `what` says what is there, what was expected and what to do.
record Finding(String path, long line, String what) {
  @Override
  public String toString() {
    return path + ":" + line + " " + what;
  }
}

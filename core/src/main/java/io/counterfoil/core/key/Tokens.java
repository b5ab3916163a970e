package io.counterfoil.core.key;

import java.util.List;

/// The tokens that a key admits: one, or two while it is being renewed. Never more.
public sealed interface Tokens {
  /// Each counterpart that admits, the older first.
  List<Counterpart> live();

  /// The counterpart that will remain.
  Counterpart newest();

  /// One token.
  record Settled(Counterpart current) implements Tokens {
    @Override
    public List<Counterpart> live() {
      return List.of(current);
    }

    @Override
    public Counterpart newest() {
      return current;
    }
  }

  /// Two tokens, until the renewal is finished.
  record Renewing(Counterpart old, Counterpart fresh) implements Tokens {
    @Override
    public List<Counterpart> live() {
      return List.of(old, fresh);
    }

    @Override
    public Counterpart newest() {
      return fresh;
    }
  }
}

/// The domain of Counterfoil: decides, explains and records, in any JVM.
module io.counterfoil.core {
  requires static transitive org.jspecify;

  exports io.counterfoil.core.account;
  exports io.counterfoil.core.change;
  exports io.counterfoil.core.decision;
  exports io.counterfoil.core.explain;
  exports io.counterfoil.core.feed;
  exports io.counterfoil.core.key;
  exports io.counterfoil.core.log;
  exports io.counterfoil.core.node;
  exports io.counterfoil.core.outbox;
  exports io.counterfoil.core.person;
  exports io.counterfoil.core.registry;
  exports io.counterfoil.core.role;
  exports io.counterfoil.core.store;
  exports io.counterfoil.core.table;
  exports io.counterfoil.core.token;
  exports io.counterfoil.core.usage;
}

/// The domain of Counterfoil: decides, explains and records, in any JVM.
module io.counterfoil.core {
  requires static org.jspecify;
}

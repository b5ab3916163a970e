package io.counterfoil.core.role;

/// An operation where its catalogue has it, with what it needs as bits.
public record CataloguedOperation(Operation operation, Need need) {}

package io.counterfoil.core.decision;

/// The stages of a decision, in the order in which they are checked.
public enum Stage {
  /// Did the proxy tell, in one way only, which request is meant?
  EDGE,
  /// Was one credential presented, where it belongs?
  PRESENTED,
  /// Could the values be a credential at all? A pure function of the caller's own bytes.
  WELL_FORMED,
  /// Is there such a pair?
  KNOWN,
  /// Are the key and its account in use?
  USABLE,
  /// Is this the account, the host, the address that the key is for?
  PLACE,
  /// Is the call in the catalogue, and does it take this kind of credential?
  OPERATION,
  /// Do the roles suffice?
  ALLOWED,
  /// Is there anything left of the key's allowance?
  LIMITS,
  /// Can this verifier decide at all?
  SYSTEM
}

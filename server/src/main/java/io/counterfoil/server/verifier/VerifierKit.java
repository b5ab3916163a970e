package io.counterfoil.server.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.core.feed.FeedCheck;
import io.counterfoil.core.key.VerifierKeys;
import io.counterfoil.core.node.NodeCredential;
import java.util.Base64;

/// What a verifier needs beside the feed: the keys that it decides with, and the one that it checks
/// the feed by.
///
/// @param node what the verifier is called
/// @param userTokenKey the public key of user tokens, as a JSON Web Key
/// @param problems what the addresses of problem pages begin with
record VerifierKit(
    String node,
    String baseDomain,
    VerifierKeys keys,
    FeedCheck check,
    String userTokenKey,
    String problems) {

  /// The kit that a control node sent.
  ///
  /// @throws VerifierException if it is not for this credential, or of another deployment
  static VerifierKit read(JsonNode json, NodeCredential credential) {
    try {
      FeedCheck check = FeedCheck.of(Base64.getDecoder().decode(json.path("feedKey").asText()));
      if (!check.fingerprint().equals(credential.fingerprint())) {
        throw new VerifierException(
            "whoever answers signs with another key than the credential names (expected: the"
                + " deployment that the node was added to); check --control");
      }
      byte[] keys = credential.open(Base64.getDecoder().decode(json.path("sealed").asText()));
      if (keys == null) {
        throw new VerifierException(
            "the keys were sealed for another credential (expected: the one of this data"
                + " directory); name another --data");
      }
      return new VerifierKit(
          json.path("node").asText(),
          json.path("baseDomain").asText(),
          VerifierKeys.read(keys),
          check,
          json.path("userTokenKey").asText(),
          json.path("problems").asText());
    } catch (IllegalArgumentException e) {
      throw new VerifierException("the kit is damaged: " + e.getMessage(), e);
    }
  }
}

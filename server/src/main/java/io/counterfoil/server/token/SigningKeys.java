package io.counterfoil.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.counterfoil.core.key.AccessTokenFormat;
import io.counterfoil.core.outbox.OutboxSeal;
import io.counterfoil.core.token.SigningKey;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The keys that sign access tokens, ready for use. Which there are stands in the record; here each
/// is parsed once. Safe for many threads.
public final class SigningKeys {
  /// How long a key is published before it signs: whoever checks tokens by themselves reads keys
  /// anew at least that often.
  public static final Duration NOTICE = Duration.ofHours(1);

  /// How long what a key signed is accepted once another one signs. Tokens live five minutes.
  static final Duration GRACE = Duration.ofMinutes(10);

  private static final int RANDOM_BYTES = 12;

  private final Supplier<List<SigningKey>> recorded;
  private final @Nullable OutboxSeal seal;
  private volatile Ring ring = new Ring(List.of(), Map.of());

  /// @param recorded every key of the record, the oldest first; the same list until that changes
  /// @param seal opens their private halves
  public SigningKeys(Supplier<List<SigningKey>> recorded, OutboxSeal seal) {
    this.recorded = recorded;
    this.seal = seal;
  }

  /// Those of a process that reads tokens and issues none.
  public SigningKeys(Supplier<List<SigningKey>> recorded) {
    this.recorded = recorded;
    seal = null;
  }

  private OutboxSeal seal() {
    OutboxSeal known = seal;
    if (known == null) {
      throw new IllegalStateException("this process signs nothing (expected: a control node)");
    }
    return known;
  }

  private record Ring(List<SigningKey> of, Map<String, JWSVerifier> verifiers) {}

  /// What signs, and under which name.
  record Signer(String id, JWSSigner by) {}

  /// A fresh key for the record.
  public SigningKey generate(SecureRandom random, Instant now, Instant signsFrom) {
    byte[] name = new byte[RANDOM_BYTES];
    random.nextBytes(name);
    String id =
        AccessTokenFormat.KEY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_256)
              .keyID(id)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
      return new SigningKey(
          id,
          key.toPublicJWK().toJSONString(),
          seal().seal(whom(id), key.toJSONString()),
          now,
          signsFrom);
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java has no ES256 (expected: Java 25)", e);
    }
  }

  private static String whom(String id) {
    return "signing key " + id;
  }

  /// Whether there is one that signs.
  public boolean isEmpty() {
    return recorded.get().isEmpty();
  }

  /// The one that signs now.
  ///
  /// @throws IllegalStateException if there is none, or it was sealed under another pepper
  Signer signer(Instant now) {
    SigningKey key =
        SigningKey.signingAt(recorded.get(), now)
            .orElseThrow(() -> new IllegalStateException("no signing key (expected: one)"));
    String opened = seal().open(whom(key.id()), key.sealed());
    if (opened == null) {
      throw new IllegalStateException(
          "signing key `"
              + key.id()
              + "` was sealed under another pepper (expected: this one); have another one made at"
              + " once with POST /v1/signing-keys");
    }
    try {
      return new Signer(key.id(), new ECDSASigner(ECKey.parse(opened)));
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException("signing key `" + key.id() + "` is damaged", e);
    }
  }

  /// What checks signatures of the key of that name; null where none of that name counts now.
  @SuppressWarnings("ReferenceEquality") // a list that was replaced is another one
  @Nullable JWSVerifier verifier(String id, Instant now) {
    List<SigningKey> all = recorded.get();
    if (accepted(all, now).stream().noneMatch(key -> key.id().equals(id))) {
      return null;
    }
    Ring known = ring;
    if (known.of() != all) {
      known = new Ring(all, verifiers(all));
      ring = known;
    }
    return known.verifiers().get(id);
  }

  private static Map<String, JWSVerifier> verifiers(List<SigningKey> all) {
    Map<String, JWSVerifier> verifiers = new LinkedHashMap<>();
    for (SigningKey key : all) {
      try {
        verifiers.put(key.id(), new ECDSAVerifier(ECKey.parse(key.publicKey())));
      } catch (JOSEException | ParseException e) {
        throw new IllegalStateException("signing key `" + key.id() + "` is damaged", e);
      }
    }
    return Map.copyOf(verifiers);
  }

  /// The public halves of those that count now, as JSON Web Keys.
  public List<String> published(Instant now) {
    return accepted(recorded.get(), now).stream().map(SigningKey::publicKey).toList();
  }

  /// The one that signs, those that will, and the one that did until lately.
  private static List<SigningKey> accepted(List<SigningKey> all, Instant now) {
    List<SigningKey> accepted = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean isLast = i == all.size() - 1;
      if (isLast || now.isBefore(all.get(i + 1).signsFrom().plus(GRACE))) {
        accepted.add(all.get(i));
      }
    }
    return accepted;
  }
}

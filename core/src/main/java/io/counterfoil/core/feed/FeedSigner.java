package io.counterfoil.core.feed;

import io.counterfoil.core.key.Pepper;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/// Signs what goes to verifiers (Ed25519, RFC 8032) under a key that is derived from the pepper, so
/// that every control node of a deployment signs alike. Safe for use by many threads.
public final class FeedSigner {
  /// The size of a signature in bytes.
  public static final int BYTES = 64;

  private final PrivateKey secret;
  private final FeedCheck check;

  private FeedSigner(KeyPair pair) {
    secret = pair.getPrivate();
    check = FeedCheck.of(pair.getPublic().getEncoded());
  }

  /// Signs with a key of the pepper's.
  public static FeedSigner of(Pepper pepper) {
    byte[] seed = pepper.keyFor("feed signature").getEncoded();
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
      return new FeedSigner(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519 (expected: Java 25)", e);
    }
  }

  /// The signature of the bytes, for that use and no other.
  public byte[] sign(String use, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(FeedCheck.context(use));
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign (expected: Java 25)", e);
    }
  }

  /// What checks its signatures.
  public FeedCheck check() {
    return check;
  }

  @Override
  public String toString() {
    return "FeedSigner[hidden]";
  }

  /// Gives a generator of key pairs the one seed that it shall use, which the JDK takes no other
  /// way.
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient byte[] seed;

    Seed(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] into) {
      System.arraycopy(Arrays.copyOf(seed, into.length), 0, into, 0, into.length);
    }
  }
}

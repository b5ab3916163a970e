package io.counterfoil.core.change;

import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.token.RevokedToken;
import io.counterfoil.core.token.SigningKey;

/// What became so of access tokens, as bytes.
final class TokenCodec {
  static final int KEY_PUT = 91;
  static final int KEY_REMOVED = 92;
  static final int REVOKED = 93;
  static final int FORGOTTEN = 94;

  private TokenCodec() {}

  static void write(Sink sink, Change.OfTokens change) {
    switch (change) {
      case Change.SigningKeyPut(var key) -> {
        sink.kind(KEY_PUT);
        sink.text(key.id());
        sink.text(key.publicKey());
        sink.blob(key.sealed().toBytes());
        sink.instant(key.createdAt());
        sink.instant(key.signsFrom());
      }
      case Change.SigningKeyRemoved(var id) -> {
        sink.kind(KEY_REMOVED);
        sink.text(id);
      }
      case Change.AccessTokenRevoked(var token) -> {
        sink.kind(REVOKED);
        sink.uuid(token.id());
        sink.text(token.holder().value());
        sink.instant(token.until());
      }
      case Change.RevocationForgotten(var id) -> {
        sink.kind(FORGOTTEN);
        sink.uuid(id);
      }
    }
  }

  static Change read(int kind, Source source) {
    return switch (kind) {
      case KEY_PUT ->
          new Change.SigningKeyPut(
              new SigningKey(
                  source.text(),
                  source.text(),
                  SealedSecret.of(source.blob()),
                  source.instant(),
                  source.instant()));
      case KEY_REMOVED -> new Change.SigningKeyRemoved(source.text());
      case REVOKED ->
          new Change.AccessTokenRevoked(
              new RevokedToken(source.uuid(), new AppKey(source.text()), source.instant()));
      case FORGOTTEN -> new Change.RevocationForgotten(source.uuid());
      default ->
          throw new IllegalArgumentException(
              "change of kind " + kind + " (expected: one of access tokens)");
    };
  }
}

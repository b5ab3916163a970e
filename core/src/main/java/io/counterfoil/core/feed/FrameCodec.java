package io.counterfoil.core.feed;

import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.ChangeCodec;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/// Frames as bytes, each with its signature at its end. Big-endian: a kind (1), the time in
/// milliseconds (8), number (8) and hash (32) of the revision; a sign of life the time by its clock
/// (8); a change the hash of the revision before (32) and the changes as [ChangeCodec] writes them;
/// the signature (64).
public final class FrameCodec {
  /// The longest frame that is taken, in bytes.
  public static final int LONGEST = 1 << 28;

  private static final String USE = "feed";
  private static final byte CHANGED = 1;
  private static final byte ALIVE = 2;
  private static final int HASH = 32;
  private static final int HEAD = 1 + Long.BYTES + Long.BYTES + HASH;

  private FrameCodec() {}

  /// The frame as bytes, signed.
  public static byte[] encode(Frame frame, FeedSigner signer) {
    byte[] body =
        switch (frame) {
          case Frame.Alive(_, _, var now) ->
              head(frame, ALIVE, Long.BYTES).putLong(now.toEpochMilli()).array();
          case Frame.Changed(var previous, _, _, var changes) -> {
            byte[] encoded = ChangeCodec.encode(changes);
            yield head(frame, CHANGED, HASH + encoded.length)
                .put(previous.hashBytes())
                .put(encoded)
                .array();
          }
        };
    byte[] whole = Arrays.copyOf(body, body.length + FeedSigner.BYTES);
    System.arraycopy(signer.sign(USE, body), 0, whole, body.length, FeedSigner.BYTES);
    return whole;
  }

  private static ByteBuffer head(Frame frame, byte kind, int more) {
    return ByteBuffer.allocate(HEAD + more)
        .put(kind)
        .putLong(frame.at().toEpochMilli())
        .putLong(frame.revision().number())
        .put(frame.revision().hashBytes());
  }

  /// The frame that the bytes are.
  ///
  /// @throws IllegalArgumentException if they are none, or were not signed so
  public static Frame decode(byte[] bytes, FeedCheck check) {
    int length = bytes.length - FeedSigner.BYTES;
    if (length < HEAD) {
      throw new IllegalArgumentException("feed frame: cut short");
    }
    byte[] body = Arrays.copyOf(bytes, length);
    if (!check.holds(USE, body, Arrays.copyOfRange(bytes, length, bytes.length))) {
      throw new IllegalArgumentException(
          "feed frame: not signed by this deployment (expected: the key that the credential names)");
    }
    try {
      return read(ByteBuffer.wrap(body));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("feed frame: cut short", e);
    }
  }

  private static Frame read(ByteBuffer from) {
    byte kind = from.get();
    Instant at = Instant.ofEpochMilli(from.getLong());
    long number = from.getLong();
    Revision revision = new Revision(number, hash(from));
    return switch (kind) {
      case ALIVE -> new Frame.Alive(revision, at, Instant.ofEpochMilli(from.getLong()));
      case CHANGED -> {
        Revision previous = new Revision(number - 1, hash(from));
        byte[] changes = new byte[from.remaining()];
        from.get(changes);
        yield new Frame.Changed(previous, revision, at, ChangeCodec.decode(changes));
      }
      default ->
          throw new IllegalArgumentException(
              "feed frame of kind " + kind + " (expected: a known one; upgrade this verifier)");
    };
  }

  private static String hash(ByteBuffer from) {
    byte[] hash = new byte[HASH];
    from.get(hash);
    return HexFormat.of().formatHex(hash);
  }
}

package io.counterfoil.edge.fastcgi;

import io.vertx.core.buffer.Buffer;

/// Writes records to a web server.
public final class FastCgiReply {
  private static final int END = 3;
  private static final int STDOUT = 6;
  private static final int VALUES = 10;
  private static final int UNKNOWN_TYPE = 11;
  private static final int MOST = 65_528;

  /// How a request ended.
  public enum End {
    /// In order.
    COMPLETE(0),
    /// It came while another was under way on the connection.
    ONE_AT_A_TIME(1),
    /// It was too large.
    OVERLOADED(2),
    /// It asked for something else than an authorizer.
    UNKNOWN_ROLE(3);

    private final byte number;

    End(int number) {
      this.number = (byte) number;
    }
  }

  private FastCgiReply() {}

  /// An answer as a script writes it, and its end.
  public static Buffer answer(int request, Buffer answer) {
    Buffer out = Buffer.buffer(answer.length() + 64);
    for (int from = 0; from < answer.length(); from += MOST) {
      record(out, STDOUT, request, answer.getBuffer(from, Math.min(answer.length(), from + MOST)));
    }
    record(out, STDOUT, request, Buffer.buffer());
    return out.appendBuffer(end(request, End.COMPLETE));
  }

  /// The end of a request.
  public static Buffer end(int request, End how) {
    Buffer body = Buffer.buffer().appendInt(0).appendByte(how.number).appendBytes(new byte[3]);
    return record(Buffer.buffer(16), END, request, body);
  }

  /// What we can do: one request at a time on a connection.
  public static Buffer values() {
    Buffer body = Buffer.buffer();
    String name = "FCGI_MPXS_CONNS";
    body.appendByte((byte) name.length()).appendByte((byte) 1).appendString(name + "0");
    return record(Buffer.buffer(32), VALUES, 0, body);
  }

  /// That we do not know such a record.
  public static Buffer unknown(int type) {
    Buffer body = Buffer.buffer().appendByte((byte) type).appendBytes(new byte[7]);
    return record(Buffer.buffer(16), UNKNOWN_TYPE, 0, body);
  }

  private static Buffer record(Buffer out, int type, int request, Buffer content) {
    return out.appendByte((byte) 1)
        .appendByte((byte) type)
        .appendUnsignedShort(request)
        .appendUnsignedShort(content.length())
        .appendByte((byte) 0)
        .appendByte((byte) 0)
        .appendBuffer(content);
  }
}

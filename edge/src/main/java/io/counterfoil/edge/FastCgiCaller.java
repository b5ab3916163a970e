package io.counterfoil.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.counterfoil.edge.fastcgi.FastCgiException;
import io.counterfoil.edge.fastcgi.FastCgiRecord;
import io.counterfoil.edge.fastcgi.FastCgiReply;
import io.counterfoil.edge.fastcgi.FastCgiReply.End;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One connection of a web server that asks a FastCGI authorizer: one request after the other.
///
/// An allowed request is answered with `Variable-` lines, which the server puts into the request's
/// environment; a refused one with the client's whole answer.
final class FastCgiCaller implements Handler<Buffer> {
  private final NetSocket socket;
  private final Authorizer authorizer;
  private final ProblemJson problems;
  private final Inbox inbox;
  private @Nullable Asking asking;
  private boolean isOver;

  /// A request whose parameters are on their way, or whose answer is.
  private static final class Asking {
    private final int request;
    private final boolean keepsConnection;
    private final Buffer params = Buffer.buffer();
    private boolean isAsked;

    Asking(FastCgiRecord begin) {
      request = begin.request();
      keepsConnection = begin.keepsConnection();
    }
  }

  FastCgiCaller(NetSocket socket, Authorizer authorizer, ProblemJson problems) {
    this.socket = socket;
    this.authorizer = authorizer;
    this.problems = problems;
    inbox = new Inbox(socket);
    socket.closeHandler(_ -> isOver = true);
    socket.handler(this);
  }

  @Override
  public void handle(Buffer bytes) {
    inbox.add(bytes);
    try {
      while (!isOver && inbox.has(FastCgiRecord.HEADER)) {
        int rest = FastCgiRecord.rest(inbox.peek(FastCgiRecord.HEADER));
        if (!inbox.has(FastCgiRecord.HEADER + rest)) {
          return;
        }
        byte[] header = inbox.take(FastCgiRecord.HEADER);
        hear(FastCgiRecord.of(header, inbox.take(rest)));
      }
    } catch (FastCgiException e) {
      over();
    }
  }

  private void hear(FastCgiRecord record) {
    Asking current = asking;
    switch (record.type()) {
      case FastCgiRecord.BEGIN -> begin(record);
      case FastCgiRecord.PARAMS -> {
        if (current != null && current.request == record.request() && !current.isAsked) {
          params(current, record.content());
        }
      }
      case FastCgiRecord.ABORT -> {
        if (current != null && current.request == record.request()) {
          end(current, End.COMPLETE);
        }
      }
      case FastCgiRecord.GET_VALUES -> inbox.reply(FastCgiReply.values());
      default -> {
        if (record.request() == 0) {
          inbox.reply(FastCgiReply.unknown(record.type()));
        }
        // The rest is the client's body, which an authorizer has no use for.
      }
    }
  }

  private void begin(FastCgiRecord record) {
    if (record.request() == 0) {
      throw new FastCgiException("a request without a number");
    }
    if (asking != null) {
      inbox.reply(FastCgiReply.end(record.request(), End.ONE_AT_A_TIME));
      return;
    }
    var begun = new Asking(record);
    asking = begun;
    if (!record.isAuthorizer()) {
      end(begun, End.UNKNOWN_ROLE);
    }
  }

  private void params(Asking current, byte[] content) {
    if (content.length > 0) {
      current.params.appendBytes(content);
      if (current.params.length() > FastCgiRecord.MOST_PARAMS) {
        end(current, End.OVERLOADED);
      }
      return;
    }
    current.isAsked = true;
    var asked = new Asked(current, FastCgiRecord.params(current.params.getBytes()));
    try {
      authorizer.answer(asked);
    } catch (RuntimeException e) {
      if (asking == current) {
        answer(current, head(500, MultiMap.caseInsensitiveMultiMap()));
      }
      throw e;
    }
  }

  private void answer(Asking current, Buffer answer) {
    inbox.reply(FastCgiReply.answer(current.request, answer));
    done(current);
  }

  private void end(Asking current, End how) {
    inbox.reply(FastCgiReply.end(current.request, how));
    done(current);
  }

  private void done(Asking current) {
    asking = null;
    if (!current.keepsConnection) {
      over();
    }
  }

  private void over() {
    if (!isOver) {
      isOver = true;
      socket.end();
    }
  }

  private static Buffer head(int status, MultiMap headers) {
    var text = new StringBuilder("Status: ").append(status).append("\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return Buffer.buffer(text.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  private final class Asked extends ToldQuestion {
    private static final String HEADER = "HTTP_";

    private final Asking current;

    Asked(Asking current, Map<String, String> params) {
      super(
          Adapter.FASTCGI,
          headersOf(params),
          new OriginalRequest.Told(
              params.get("REQUEST_METHOD"),
              params.get("REQUEST_URI"),
              params.get("COUNTERFOIL_ACCOUNT")),
          params.get("REMOTE_ADDR"),
          problems);
      this.current = current;
    }

    /// The server writes `-` as `_` in names, and passes on no name that had a `_` itself.
    private static MultiMap headersOf(Map<String, String> params) {
      MultiMap headers = MultiMap.caseInsensitiveMultiMap();
      params.forEach((name, value) -> {
        if (name.startsWith(HEADER)) {
          headers.add(
              name.substring(HEADER.length()).toLowerCase(Locale.ROOT).replace('_', '-'), value);
        }
      });
      return headers;
    }

    @Override
    public boolean isGone() {
      return isOver || asking != current;
    }

    @Override
    public void allow(Passage passage) {
      MultiMap lines = MultiMap.caseInsensitiveMultiMap();
      passage.tell((name, value) -> lines.add(variable(name.toString()), value));
      answer(current, head(200, lines));
    }

    /// `X-Counterfoil-Key-Label` is `COUNTERFOIL_KEY_LABEL`.
    private static String variable(String header) {
      return "Variable-"
          + header.substring("X-".length()).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// Apache sends the body as HTML, so it must be harmless as that too.
    @Override
    void refuse(int status, MultiMap of, Buffer body) {
      of.set("X-Content-Type-Options", "nosniff");
      String harmless =
          body.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
      answer(current, head(status, of).appendBuffer(Buffer.buffer(harmless)));
    }
  }
}

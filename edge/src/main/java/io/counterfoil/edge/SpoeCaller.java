package io.counterfoil.edge;

import io.counterfoil.edge.spoe.SpoeException;
import io.counterfoil.edge.spoe.SpoeFrame;
import io.counterfoil.edge.spoe.SpoeReply;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.Map;

/// One connection of HAProxy's stream processing offload: a greeting, then questions, as many at
/// once as HAProxy likes, each answered by variables of its transaction.
///
/// Where no verdict can be given, no variable is set, and the rules of our configuration refuse.
final class SpoeCaller implements Handler<Buffer> {
  private static final int LENGTH = 4;
  private static final int SMALLEST = 7;
  private static final int TOO_BIG = 3;
  private static final int INVALID = 4;

  private final NetSocket socket;
  private final Authorizer authorizer;
  private final ProblemJson problems;
  private final Inbox inbox;
  private boolean isGreeted;
  private boolean isOver;
  private int largest = SpoeFrame.LARGEST;

  SpoeCaller(NetSocket socket, Authorizer authorizer, ProblemJson problems) {
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
      while (!isOver && inbox.has(LENGTH)) {
        int length = inbox.peekInt();
        if (length < SMALLEST || length > largest) {
          throw new SpoeException(
              length < SMALLEST ? INVALID : TOO_BIG, "a frame of " + length + " bytes");
        }
        if (!inbox.has(LENGTH + length)) {
          return;
        }
        inbox.take(LENGTH);
        hear(SpoeFrame.read(inbox.take(length)));
      }
    } catch (SpoeException e) {
      bye(e.status(), String.valueOf(e.getMessage()));
    }
  }

  private void hear(SpoeFrame frame) {
    switch (frame) {
      case SpoeFrame.Hello(int frameSize, boolean isHealthCheck) -> {
        if (isGreeted) {
          throw new SpoeException(INVALID, "a second greeting");
        }
        isGreeted = true;
        largest = frameSize;
        inbox.reply(SpoeReply.hello(frameSize));
        if (isHealthCheck) {
          over();
        }
      }
      case SpoeFrame.Notify question -> {
        if (!isGreeted) {
          throw new SpoeException(INVALID, "a question before a greeting");
        }
        ask(question);
      }
      case SpoeFrame.Disconnect _ -> bye(0, "goodbye");
    }
  }

  private void ask(SpoeFrame.Notify question) {
    var asked = new Asked(question, question.arguments());
    try {
      authorizer.answer(asked);
    } catch (RuntimeException e) {
      if (!asked.isAnswered) {
        inbox.reply(SpoeReply.to(question).done());
      }
      throw e;
    }
  }

  private void bye(int status, String message) {
    if (!isOver) {
      inbox.reply(SpoeReply.disconnect(status, message));
      over();
    }
  }

  private void over() {
    isOver = true;
    socket.end();
  }

  private final class Asked extends ToldQuestion {
    private final SpoeFrame.Notify question;
    private boolean isAnswered;

    Asked(SpoeFrame.Notify question, Map<String, String> said) {
      super(
          Adapter.SPOE,
          headers(question.headers("headers")),
          new OriginalRequest.Told(said.get("method"), said.get("path"), said.get("account")),
          said.get("src"),
          problems);
      this.question = question;
    }

    @Override
    public boolean isGone() {
      return isOver;
    }

    @Override
    public void allow(Passage passage) {
      SpoeReply reply = SpoeReply.to(question).set("allow", true).set("status", 200);
      passage.tell((name, value) -> reply.set(variable(name), value));
      passage.rate().tell((name, value) -> reply.set(variable(name), value));
      done(reply);
    }

    @Override
    void refuse(int status, MultiMap of, Buffer body) {
      SpoeReply reply = SpoeReply.to(question).set("allow", false).set("status", status);
      of.forEach((name, value) -> reply.set(variable(name), value));
      done(reply.set("body", body.toString()));
    }

    private void done(SpoeReply reply) {
      isAnswered = true;
      Buffer frame = reply.done();
      // What HAProxy could not read would cost it the whole connection.
      inbox.reply(frame.length() <= largest + LENGTH ? frame : SpoeReply.to(question).done());
    }

    /// `X-Counterfoil-Key-Label` is `key_label`, `WWW-Authenticate` is `www_authenticate`.
    private static String variable(CharSequence header) {
      String name = header.toString().toLowerCase(Locale.ROOT).replace('-', '_');
      return name.startsWith("x_counterfoil_") ? name.substring("x_counterfoil_".length()) : name;
    }
  }
}

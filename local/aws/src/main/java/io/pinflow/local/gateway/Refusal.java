package io.pinflow.local.gateway;

/** A request that goes no further; the client gets the reply. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  Refusal(Reply reply) {
    super("status " + reply.status(), null, false, false);
    this.reply = reply;
  }

  Refusal(int status, String message) {
    this(Reply.message(status, message));
  }

  Reply reply() {
    return reply;
  }
}

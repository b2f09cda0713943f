package meridian.control;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import meridian.AnswerHead;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;
import meridian.edge.Client;
import meridian.simulated.Door;
import meridian.time.Interruption;

/// Bugs on the way to the client.
final class ClientMutants {
  private ClientMutants() {}

  static List<Mutant> all() {
    return List.of(
        clients("a request never ends", Hanging::new),
        clients("an answer is sent twice", Twice::new),
        clients("a connection breaks off and no node crashed", BrokenOff::new));
  }

  private static Mutant clients(String name, UnaryOperator<Client> bug) {
    return new Mutant(
        name,
        "requests end",
        () ->
            new Parts() {
              @Override
              public Door door(Door door) {
                return (pop, arrival, trace, client) ->
                    door.serve(pop, arrival, trace, bug.apply(client));
              }
            });
  }

  private abstract static class Back implements Client {
    final Client client;

    Back(Client client) {
      this.client = client;
    }

    @Override
    public void whole(AnswerHead head, ChatRequest request, Completion completion, long ready)
        throws ClientGone {
      client.whole(head, request, completion, ready);
    }

    @Override
    public void begin(AnswerHead head, long ready) throws ClientGone {
      client.begin(head, ready);
    }

    @Override
    public void chunk(Json.Obj chunk, long ready) throws ClientGone {
      client.chunk(chunk, ready);
    }

    @Override
    public void end(long ready) throws ClientGone {
      client.end(ready);
    }

    @Override
    public void refuse(AnswerHead head, Refusal refusal, long ready) throws ClientGone {
      client.refuse(head, refusal, ready);
    }

    @Override
    public Sent sent() {
      return client.sent();
    }
  }

  /// One answer in sixteen is ready in an hour.
  private static final class Hanging extends Back {
    Hanging(Client client) {
      super(client);
    }

    @Override
    public void whole(AnswerHead head, ChatRequest request, Completion completion, long ready)
        throws ClientGone {
      boolean hangs = head.id().text().endsWith("a");
      super.whole(head, request, completion, hangs ? ready + Duration.ofHours(1).toNanos() : ready);
    }
  }

  private static final class Twice extends Back {
    Twice(Client client) {
      super(client);
    }

    @Override
    public void whole(AnswerHead head, ChatRequest request, Completion completion, long ready)
        throws ClientGone {
      super.whole(head, request, completion, ready);
      super.whole(head, request, completion, ready);
    }
  }

  /// One answer in sixteen ends with its connection.
  private static final class BrokenOff extends Back {
    BrokenOff(Client client) {
      super(client);
    }

    @Override
    public void whole(AnswerHead head, ChatRequest request, Completion completion, long ready)
        throws ClientGone {
      if (head.id().text().endsWith("a")) {
        throw new Interruption("writing to a connection that broke off");
      }
      super.whole(head, request, completion, ready);
    }
  }
}

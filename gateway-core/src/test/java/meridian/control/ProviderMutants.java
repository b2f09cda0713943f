package meridian.control;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import meridian.ChatRequest;
import meridian.Json;
import meridian.StageTimes;
import meridian.provider.Provider;
import meridian.time.Deadline;
import meridian.wire.JsonWriter;

/// Bugs between an origin and its providers.
final class ProviderMutants {
  private ProviderMutants() {}

  static List<Mutant> all() {
    return List.of(
        provider("a provider is called twice for one request", "single-flight", Hedged::new),
        provider("a stream that broke off is called complete", "honest labels", Completed::new));
  }

  private static Mutant provider(String name, String checker, UnaryOperator<Provider> bug) {
    return new Mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Provider provider(String region, Provider provider) {
                return bug.apply(provider);
              }
            });
  }

  private record Hedged(Provider provider) implements Provider {
    @Override
    public String target() {
      return provider.target();
    }

    @Override
    public boolean isModelled() {
      return provider.isModelled();
    }

    @Override
    public Answer open(ChatRequest request, Deadline deadline) {
      if (provider.open(request, deadline) instanceof Answer.Answering first) {
        first.stream().close();
      }
      return provider.open(request, deadline);
    }
  }

  /// Takes the end of a stream for its completion, as an adapter would that does not wait for the
  /// terminal event; so the piece of an answer is stored.
  private record Completed(Provider provider) implements Provider {
    @Override
    public String target() {
      return provider.target();
    }

    @Override
    public boolean isModelled() {
      return provider.isModelled();
    }

    @Override
    public Answer open(ChatRequest request, Deadline deadline) {
      Answer answer = provider.open(request, deadline);
      return answer instanceof Answer.Answering answering
          ? new Answer.Answering(new Ending(answering.stream()))
          : answer;
    }
  }

  private static final class Ending implements Provider.Stream {
    private final Provider.Stream stream;
    private Optional<Json.Obj> last = Optional.empty();
    private boolean isEnded;

    Ending(Provider.Stream stream) {
      this.stream = stream;
    }

    @Override
    public Provider.Piece next(Deadline deadline) {
      if (isEnded) {
        return new Provider.Piece.Done();
      }
      Provider.Piece piece = stream.next(deadline);
      if (piece instanceof Provider.Piece.Chunk chunk) {
        last = Optional.of(chunk.chunk());
      } else if (piece instanceof Provider.Piece.Broken && last.isPresent()) {
        isEnded = true;
        Json.Obj choice =
            Json.Obj.empty()
                .with("index", 0)
                .with("delta", Json.Obj.empty())
                .with("finish_reason", "stop");
        Json.Obj end = last.get().with("choices", new Json.Arr(List.of(choice)));
        return new Provider.Piece.Chunk(end, JsonWriter.sizeBytes(end));
      }
      return piece;
    }

    @Override
    public StageTimes times() {
      return stream.times();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}

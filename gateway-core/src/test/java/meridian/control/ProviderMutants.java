package meridian.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Json;
import meridian.StageTimes;
import meridian.origin.Catalog;
import meridian.provider.Provider;
import meridian.provider.Route;
import meridian.time.Deadline;
import meridian.wire.JsonWriter;

/// Bugs between an origin and its providers.
final class ProviderMutants {
  private ProviderMutants() {}

  static List<Mutant> all() {
    return List.of(
        provider(
            "a provider is called twice for one request", "single-flight", ProviderMutants::twice),
        provider(
            "a stream that broke off is called complete",
            "honest labels",
            ProviderMutants::completed),
        new Mutant("a fallback is taken for the model itself", "honest labels", Mistaken::new));
  }

  private static Mutant provider(String name, String checker, Bug bug) {
    return new Mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Provider provider(String region, Provider provider) {
                return new Bent(provider, bug);
              }
            });
  }

  /// A table of routes that lists fallbacks among the targets, and an adapter that quietly asks for
  /// the model it has, so that a fallback's answers are kept as the model's own.
  private static final class Mistaken implements Parts {
    private Optional<Catalog> right = Optional.empty();
    private Optional<Catalog> wrong = Optional.empty();

    @Override
    public Provider provider(String region, Provider provider) {
      return provider.target().startsWith("anthropic/")
          ? new Bent(provider, ProviderMutants::askingForItsOwn)
          : provider;
    }

    @Override
    public Catalog catalog(String region, Catalog catalog) {
      if (!right.equals(Optional.of(catalog))) {
        right = Optional.of(catalog);
        wrong = Optional.of(new Catalog(catalog.router().with(Mistaken::listed), catalog.prices()));
      }
      return wrong.orElseThrow();
    }

    private static Route listed(Route route) {
      List<String> all = new ArrayList<>(route.targets());
      route.fallbacks().forEach(other -> all.add(other.target()));
      return new Route(route.model(), route.provider(), route.upstream(), all);
    }
  }

  /// A provider whose calls go another way.
  private record Bent(Provider provider, Bug bug) implements Provider {
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
      return bug.open(provider, request, deadline);
    }
  }

  /// How a call goes instead.
  private interface Bug {
    Provider.Answer open(Provider right, ChatRequest request, Deadline deadline);
  }

  private static Provider.Answer askingForItsOwn(
      Provider right, ChatRequest request, Deadline deadline) {
    String own = "claude-haiku-4-5";
    return right.open(
        new ChatRequest(
            request.body().with("model", own),
            own,
            request.isStreamed(),
            request.wantsUsageChunk(),
            request.endpoint()),
        deadline);
  }

  private static Provider.Answer twice(Provider right, ChatRequest request, Deadline deadline) {
    if (right.open(request, deadline) instanceof Provider.Answer.Answering first) {
      first.stream().close();
    }
    return right.open(request, deadline);
  }

  /// Takes the end of a stream for its completion, as an adapter would that does not wait for the
  /// terminal event; so the piece of an answer is stored.
  private static Provider.Answer completed(Provider right, ChatRequest request, Deadline deadline) {
    Provider.Answer answer = right.open(request, deadline);
    return answer instanceof Provider.Answer.Answering answering
        ? new Provider.Answer.Answering(new Ending(answering.stream()))
        : answer;
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

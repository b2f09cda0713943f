package meridian.live.onnx;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import meridian.semantic.UnitVector;

/// Many texts embedded at once, for measurements: on all cores, each text by itself, because that
/// is how the gateway embeds them and a batch gives slightly other vectors.
public final class Vectors implements AutoCloseable {
  private final MiniLm model;

  private Vectors(MiniLm model) {
    this.model = model;
  }

  /// Loads the model; about two seconds.
  public static Vectors load() throws IOException {
    return new Vectors(MiniLm.load());
  }

  /// Name of the model.
  public String model() {
    return MiniLm.NAME;
  }

  /// The direction of each text, in their order; empty for one that is blank or too long.
  ///
  /// @param progress is told how many are done, from any thread
  public List<Optional<UnitVector>> of(List<String> texts, IntConsumer progress) {
    AtomicInteger done = new AtomicInteger();
    return IntStream.range(0, texts.size())
        .parallel()
        .mapToObj(i -> {
          Optional<UnitVector> vector = of(texts.get(i));
          progress.accept(done.incrementAndGet());
          return vector;
        })
        .toList();
  }

  /// How fast texts are embedded and vectors are found.
  public SpeedTrial speed() {
    return new SpeedTrial(model);
  }

  private Optional<UnitVector> of(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    return model
        .pieces(text)
        .map(pieces -> {
          try {
            return model.embed(List.of(pieces)).getFirst();
          } catch (OrtException e) {
            throw new IllegalStateException("the embedding model failed", e);
          }
        });
  }

  @Override
  public void close() {
    model.close();
  }
}

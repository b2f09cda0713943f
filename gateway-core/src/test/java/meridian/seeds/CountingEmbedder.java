package meridian.seeds;

import java.util.Optional;
import meridian.semantic.Embedder;
import meridian.semantic.Embedding;
import meridian.semantic.ModelledEmbedder;
import meridian.time.Dice;
import meridian.time.WorldClock;

/// The modelled embedder, counted; or one that skips, when a test says so.
final class CountingEmbedder implements Embedder {
  private final Embedder model;
  private Optional<Embedding.Reason> reason = Optional.empty();
  private int texts;

  CountingEmbedder(WorldClock clock) {
    this.model = new ModelledEmbedder(clock, new Dice(5));
  }

  /// How many texts it was given.
  int texts() {
    return texts;
  }

  void skip(Embedding.Reason why) {
    reason = Optional.of(why);
  }

  @Override
  public String model() {
    return model.model();
  }

  @Override
  public int dimension() {
    return model.dimension();
  }

  @Override
  public Embedding embed(String text) {
    texts++;
    return reason.<Embedding>map(Embedding.Skipped::new).orElseGet(() -> model.embed(text));
  }
}

package meridian.semantic;

/// An embedding model. Blocking, safe for any number of tasks at once, bounded in what may wait for
/// it: over the bound it skips and never queues on.
public interface Embedder {
  /// Name and version of the model. Vectors of different models cannot be compared, so it is a part
  /// of every partition.
  String model();

  /// How many numbers a vector has.
  int dimension();

  /// What `text` means, or why that was not found out.
  Embedding embed(String text);
}

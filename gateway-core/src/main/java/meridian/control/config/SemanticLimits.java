package meridian.control.config;

import java.util.List;
import meridian.semantic.SemanticIndex;

/// What the semantic cache of one origin may take.
///
/// @param index bounds of the stored answers
/// @param threads texts embedded at once
/// @param queue texts that may wait for that
public record SemanticLimits(SemanticIndex.Bounds index, int threads, int queue) {
  private static final Field<Integer> MAX_ENTRIES =
      Field.of(
          "maxEntries",
          Kinds.count(1, 1_000_000),
          "10000",
          "Most answers of one partition (tenant, model, system prompt, earlier turns, parameters);"
              + " at the bound its oldest is dropped.");
  private static final Field<Integer> MAX_PARTITIONS =
      Field.of(
          "maxPartitions",
          Kinds.count(1, 1_000_000),
          "1000",
          "Most partitions; at the bound the one asked longest ago is dropped.");
  private static final Field<Long> MAX_BYTES =
      Field.of(
          "maxBytes",
          Units.size("1MiB", "64GiB"),
          "256MiB",
          "Most memory for vectors and answers (1.5 KiB a vector); at the bound the partition asked"
              + " longest ago is dropped.");
  private static final Field<Integer> THREADS =
      Field.of(
          "threads",
          Kinds.count(1, 64),
          "1",
          "Texts embedded at once; each takes a core for about 4 ms.");
  private static final Field<Integer> QUEUE =
      Field.of(
          "queue",
          Kinds.count(1, 10_000),
          "64",
          "Texts that may wait to be embedded; a further one goes to the provider at once.");

  static final Group<SemanticLimits> GROUP =
      Group.of(
          List.of(MAX_ENTRIES, MAX_PARTITIONS, MAX_BYTES, THREADS, QUEUE),
          in ->
              new SemanticLimits(
                  new SemanticIndex.Bounds(
                      in.get(MAX_ENTRIES), in.get(MAX_PARTITIONS), in.get(MAX_BYTES)),
                  in.get(THREADS),
                  in.get(QUEUE)));
}

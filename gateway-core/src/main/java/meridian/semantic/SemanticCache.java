package meridian.semantic;

import java.util.Optional;
import java.util.function.Function;
import meridian.CacheDirectives;
import meridian.EffectiveModel;
import meridian.ProjectId;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.cache.Freshness;

/// The semantic cache of one origin: embedder, index and guard in the order they are asked.
///
/// Safe for any number of requests at once. What may be answered from it is decided here; who is
/// charged, told and timed is the origin's matter.
public final class SemanticCache {
  /// So far below its threshold a similar question is still a near miss.
  public static final double NEAR = 0.05;

  /// How many similar answers the guard looks at; the next best may pass where the best does not.
  private static final int CANDIDATES = 8;

  private final Embedder embedder;
  private final Partitioning partitioning;
  private final SemanticIndex index;
  private final Function<ProjectId, SemanticPolicy> policies;

  /// A cache with what `index` holds.
  ///
  /// @param policies how a project uses it; may change while the gateway runs
  public SemanticCache(
      Embedder embedder,
      Partitioning partitioning,
      SemanticIndex index,
      Function<ProjectId, SemanticPolicy> policies) {
    this.embedder = embedder;
    this.partitioning = partitioning;
    this.index = index;
    this.policies = policies;
  }

  /// How `project` uses it.
  public SemanticPolicy policy(ProjectId project) {
    return policies.apply(project);
  }

  /// `question` to `model` in two parts; empty when it cannot be parted.
  public Optional<SemanticQuestion> part(CacheQuestion question, EffectiveModel model) {
    return partitioning.part(question, model, embedder.model());
  }

  /// What the question's text means.
  public Embedding embed(SemanticQuestion question) {
    return embedder.embed(question.text());
  }

  /// Looks for an answer that is fresh for this client and to the same question in other words.
  public Finding search(
      SemanticQuestion question,
      UnitVector vector,
      CacheDirectives client,
      double threshold,
      long nowNanos) {
    Traits asked = Traits.of(question.text());
    Optional<Finding> near = Optional.empty();
    for (Candidate candidate :
        index.nearest(question.partition(), vector, CANDIDATES, threshold - NEAR, nowNanos)) {
      if (!mayAnswer(candidate.entry(), question, client, nowNanos)) {
        continue;
      }
      Optional<Guard.Reason> refusal = Guard.refusal(asked, candidate.traits());
      boolean isSimilar = candidate.cosine() >= threshold;
      if (isSimilar && refusal.isEmpty()) {
        return new Finding.Hit(candidate.entry(), candidate.cosine());
      }
      if (near.isEmpty()) {
        near =
            Optional.of(
                new Finding.NearMiss(candidate.cosine(), isSimilar ? refusal : Optional.empty()));
      }
    }
    return near.orElseGet(Finding.Miss::new);
  }

  /// An answer of another tenant's scope is nothing at all, whatever its partition.
  private static boolean mayAnswer(
      CacheEntry entry, SemanticQuestion question, CacheDirectives client, long nowNanos) {
    return entry.scope().equals(question.scope())
        && Freshness.of(entry, client, nowNanos) == Freshness.FRESH;
  }

  /// Stores `entry` as the answer to the question.
  public void add(SemanticQuestion question, UnitVector vector, CacheEntry entry, long nowNanos) {
    index.add(question.partition(), vector, entry, Traits.of(question.text()), nowNanos);
  }

  /// What it holds.
  public SemanticIndex index() {
    return index;
  }

  /// Forgets every answer; says how many that were.
  public int clear() {
    return index.clear();
  }
}

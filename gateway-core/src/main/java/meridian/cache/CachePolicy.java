package meridian.cache;

import java.time.Duration;
import meridian.KeyTerms;
import meridian.ProjectId;

/// How one project's answers are cached.
///
/// @param mode whether caches are read and written
/// @param scope who shares entries
/// @param softTtl from creation until an entry is stale; fixed, never extended by reads
/// @param hardTtl from creation until an entry is gone, at least `softTtl`
/// @param stale what a PoP does with a stale entry when the origin cannot answer
/// @param zone residency zone whose PoPs may hold entries, or empty for all
public record CachePolicy(
    Mode mode, Scope scope, Duration softTtl, Duration hardTtl, Stale stale, String zone) {
  /// The article's deployment: on, shared within the project, one hour fresh, a day until gone.
  public static final CachePolicy DEFAULT =
      new CachePolicy(
          Mode.ON, Scope.PROJECT, Duration.ofHours(1), Duration.ofHours(24), Stale.SERVE, "");

  public CachePolicy {
    if (softTtl.isNegative() || softTtl.compareTo(hardTtl) > 0) {
      throw new IllegalArgumentException(
          "cache policy: expected 0 <= soft TTL <= hard TTL, found soft "
              + softTtl
              + " and hard "
              + hardTtl);
    }
  }

  /// This policy with what a key has of its own.
  public CachePolicy with(KeyTerms terms) {
    return new CachePolicy(
        terms.cache().map(CachePolicy::mode).orElse(mode),
        scope,
        softTtl,
        hardTtl,
        terms.stale().map(CachePolicy::stale).orElse(stale),
        terms.zone().orElse(zone));
  }

  private static Mode mode(KeyTerms.CacheUse use) {
    return switch (use) {
      case ON -> Mode.ON;
      case OFF -> Mode.OFF;
      case READ_ONLY -> Mode.READ_ONLY;
      case WRITE_ONLY -> Mode.WRITE_ONLY;
    };
  }

  private static Stale stale(KeyTerms.StaleUse use) {
    return switch (use) {
      case SERVE -> Stale.SERVE;
      case REFUSE -> Stale.REFUSE;
    };
  }

  /// Whether a request may be answered from a cache.
  public boolean mayRead() {
    return mode == Mode.ON || mode == Mode.READ_ONLY;
  }

  /// Whether an answer may be stored.
  public boolean mayWrite() {
    return mode == Mode.ON || mode == Mode.WRITE_ONLY;
  }

  /// The tenant scope in words, hashed into every fingerprint and kept in every entry: two tenants
  /// never have the same one unless their projects name the same shared group.
  ///
  /// @param key the public half of the request's key
  public String scopeText(ProjectId project, meridian.KeyId key) {
    return switch (scope) {
      case Scope.Project _ -> "project:" + project.name();
      case Scope.Key _ -> "key:" + key.text();
      case Scope.Shared shared -> "shared:" + shared.group();
    };
  }

  /// Whether caches take part.
  public enum Mode {
    /// Read and write.
    ON,
    /// Neither.
    OFF,
    /// Answer from entries, store none.
    READ_ONLY,
    /// Store entries, answer from none.
    WRITE_ONLY
  }

  /// Who shares entries.
  public sealed interface Scope {
    /// All keys of the project.
    Scope PROJECT = new Project();

    /// Only the key that made the entry.
    Scope KEY = new Key();

    /// All keys of the project.
    record Project() implements Scope {}

    /// Only the key that made the entry.
    record Key() implements Scope {}

    /// Every project that names the same group: sharing by explicit choice.
    ///
    /// @param group 1 to 64 of a-z, 0-9, `-` and `_`
    record Shared(String group) implements Scope {
      public Shared {
        if (!group.matches("[a-z0-9_-]{1,64}")) {
          throw new IllegalArgumentException(
              "shared cache group: expected 1 to 64 of a-z, 0-9, '-' and '_', found '"
                  + group
                  + "'");
        }
      }
    }
  }

  /// What happens to stale entries when the origin cannot answer.
  public enum Stale {
    /// Serve them, within the hard TTL: a chatbot would.
    SERVE,
    /// Refuse with a 5xx: a pricing system must.
    REFUSE
  }
}

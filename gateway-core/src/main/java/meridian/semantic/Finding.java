package meridian.semantic;

import java.util.Optional;
import meridian.cache.CacheEntry;

/// What a search found.
public sealed interface Finding {
  /// An answer to a question that is the same in other words.
  ///
  /// @param entry the answer
  /// @param cosine how similar the questions are
  record Hit(CacheEntry entry, double cosine) implements Finding {}

  /// One that was nearly similar enough, or similar enough and refused.
  ///
  /// @param cosine how similar the questions are
  /// @param guard why the guard refused it; empty when the threshold did
  record NearMiss(double cosine, Optional<Guard.Reason> guard) implements Finding {}

  /// Nothing similar.
  record Miss() implements Finding {}
}

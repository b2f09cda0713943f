package meridian.semantic;

import meridian.cache.CacheEntry;

/// A stored answer to a question that is similar.
///
/// @param entry the answer
/// @param traits of the question it answers
/// @param cosine of the angle between the two questions, -1 to 1
public record Candidate(CacheEntry entry, Traits traits, double cosine) {}
